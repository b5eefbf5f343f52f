using SingleWindow.Core.Applications;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Records;

/// <summary>
/// Tells a correction of a record to every open case that it may change: to those that rest on the record, and to those of everybody whom it names or has named, for it may fill a gap or have
/// become the latest entry. The index of records schedules it: by then it finds what the correction has changed.
/// </summary>
internal sealed class EvidenceNews(IGrainFactory grains, IViewStore views, IEventStore events, IEventReader reader, IdentityKeys keys, WorkerFamily family, SchemeCatalog schemes, LegalClock clock) : IDueWorkHandler
{
    public const string KindName = "evidence-news";

    public string Kind => KindName;

    public async Task Run(DueWork work, CancellationToken ct)
    {
        if ((await grains.GetGrain<IRecordGrain>(work.Stream.Value).Read(ct)).Value is not { View: var record }) return;
        var context = work.Command(clock);
        // One case alone, when it was judged before the index had the record.
        foreach (var application in work.Payload is { } one ? [one] : await Cases(record, ct))
        {
            var told = await grains.GetGrain<IApplicationGrain>(application).UpdateEvidence(record.Id, record.Type, context.Part(application), ct);
            // Time may mend a refusal, such as holidays that are not known yet: it is tried again.
            if (told.Problem is { Status: not 404 } problem) throw new InvalidOperationException($"News of a record was refused: {problem.Code}.");
        }
    }

    private async Task<IReadOnlyList<string>> Cases(RecordView record, CancellationToken ct)
    {
        var cases = new HashSet<string>(await Open("e.record = $2", record.Type, record.Id.ToString(), ct));
        foreach (var version in await Versions(record.Id, ct))
        {
            if (version.EmployerKey is { } employer && await Decides(record, employer, ct) && await keys.Owner(employer, ct) is { } owner) cases.UnionWith(await Open("c.employer = $2", record.Type, owner, ct));
            foreach (var person in (version.About?.OtherKeys ?? []).Append(version.PersonKey).OfType<string>())
                if (EntityId.TryParse<WorkerId>(person.StartsWith("wrk_", StringComparison.Ordinal) ? person : await keys.Owner(person, ct), out var worker))
                    foreach (var id in await family.Of(worker, ct)) cases.UnionWith(await Open("c.worker = $2", record.Type, id.ToString(), ct));
        }
        return [.. cases];
    }

    // Each of an employer's entries is no news for each of its cases: only the latest counts, or all where any may decide.
    private async Task<bool> Decides(RecordView record, string employer, CancellationToken ct) =>
        schemes.All.Any(scheme => scheme.Evidence.Any(rule => rule.NeedsEveryRecord && rule.RecordType == record.Type))
        || (await new RecordSubject("employer_key", [employer]).Newest(views, record.Type, declared: false, null, 1, ct)).Any(newest => newest.Id == record.Id.ToString());

    private ValueTask<IReadOnlyList<string>> Open(string which, string register, string value, CancellationToken ct) => views.Query(
        $"SELECT DISTINCT c.application FROM open_cases c JOIN evidence e ON e.application = c.application WHERE c.ended = 0 AND e.register = $1 AND {which}", row => row.Text(0), [register, value], ct);

    // Whom it names now and whom it named before.
    private async Task<IReadOnlyList<RecordEvent.Published>> Versions(RecordId record, CancellationToken ct)
    {
        var versions = new List<RecordEvent.Published>();
        foreach (var stored in await events.ReadStream(new(record.ToString()), 0, ct))
            if (await reader.Read(stored, ct) is RecordEvent.Published version) versions.Add(version.Whole());
        return [.. versions.DistinctBy(version => (version.EmployerKey, version.PersonKey, string.Join(' ', version.About?.OtherKeys ?? [])))];
    }
}
