using SingleWindow.Core.Applications;
using SingleWindow.Core.Records;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>Tells a correction of a record to every open application that leans on it. The index of records schedules it: by then it finds what the correction has changed.</summary>
internal sealed class EvidenceNews(IGrainFactory grains, IViewStore views, IdentityKeys keys, LegalClock clock) : IDueWorkHandler
{
    public const string KindName = "evidence-news";

    public string Kind => KindName;

    public async Task Run(DueWork work, CancellationToken ct)
    {
        if ((await grains.GetGrain<IRecordGrain>(work.Stream.Value).Read(ct)).Value is not { View: var record }) return;
        var context = work.Command(clock);
        foreach (var application in await Leaning(record, ct))
        {
            var told = await grains.GetGrain<IApplicationGrain>(application).UpdateEvidence(record.Id, record.Type, context.Part(application), ct);
            // Time may mend a refusal, such as holidays that are not known yet: it is tried again.
            if (told.Problem is { Status: not 404 } problem) throw new InvalidOperationException($"News of a record was refused: {problem.Code}.");
        }
    }

    // Those that name the record; and where any entry of a register may decide, all of that employer.
    private async Task<IReadOnlyList<string>> Leaning(RecordView record, CancellationToken ct)
    {
        var named = await views.Query("SELECT application FROM evidence WHERE record = $1", row => row.Text(0), [record.Id.ToString()], ct);
        if (record.EmployerKey is not { } key || await keys.Owner(key, ct) is not { } employer) return named;
        return [.. named.Union(await views.Query(
            "SELECT id FROM applications WHERE employer = $1 AND submitted_on IS NOT NULL AND outcome IS NULL", row => row.Text(0), [employer], ct))];
    }
}
