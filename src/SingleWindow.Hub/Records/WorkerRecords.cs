using SingleWindow.Core.Applications;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Records;

/// <summary>Under which names registers may know a worker: every id of his, and every identifier that is his today.</summary>
internal sealed class WorkerRecords(AccessDesk desk, IdentityKeys keys, WorkerDirectory directory)
{
    /// <summary>The worker's records: those of his whole family of ids, and of the identifiers in the form, which the read model of identifiers may not have seen yet.</summary>
    /// <param name="worker">Whom the application names.</param>
    /// <param name="form">As it names him; null after erasure.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<RecordSubject> Of(WorkerId worker, PersonForm? form, CancellationToken ct)
    {
        var family = await desk.Person(worker.ToString(), ct);
        var named = form is null ? [] : (await directory.KeysOf(form, ct)).Select(identity => identity.Key);
        var own = new List<string>();
        foreach (var key in (await desk.Keys(worker.ToString(), ct)).Concat(named).Distinct())
            // The streams say whose an identifier is; a read model may be behind a correction, and nobody else's record is ever taken.
            if (family.Any(id => id.ToString() == key) || (await keys.Owner(key, ct) is { } owner && family.Any(id => id.ToString() == owner))) own.Add(key);
        return new("person_key", own);
    }
}
