using SingleWindow.Core.Applications;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Records;

/// <summary>Under which names registers may know a worker: every id of his, and every identifier that is his today.</summary>
internal sealed class WorkerRecords(IViewStore views, IdentityKeys keys, WorkerFamily family, WorkerDirectory directory)
{
    /// <summary>The worker's records: those of his whole family of ids, and of the identifiers in the form, which the index of records may not have seen yet.</summary>
    /// <param name="worker">Whom the application names.</param>
    /// <param name="form">As it names him; null after erasure.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<RecordSubject> Of(WorkerId worker, PersonForm? form, CancellationToken ct)
    {
        string[] ids = [.. (await family.Of(worker, ct)).Select(id => id.ToString())];
        var known = new HashSet<string>(form is null ? [] : (await directory.KeysOf(form, ct)).Select(identity => identity.Key));
        foreach (var id in ids) known.UnionWith(await views.Query("SELECT key FROM record_keys WHERE worker = $1", row => row.Text(0), [id], ct));
        var own = new List<string>(ids);
        foreach (var key in known.Except(ids))
            // The streams say whose an identifier is; a read model may be behind a correction, and nobody else's record is ever taken.
            if (await keys.Owner(key, ct) is { } owner && ids.Contains(owner)) own.Add(key);
        return new("person_key", own);
    }
}
