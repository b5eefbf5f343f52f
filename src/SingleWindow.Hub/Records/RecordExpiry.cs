using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>Destroys the hub's copies whose time is over; each record knows whether it is. What an open or challenged case rests on stays until that case is over. A sweep that a crash interrupts begins again: what is gone is not found any more.</summary>
internal sealed class RecordExpiry(IGrainFactory grains, IViewStore views, LegalClock clock) : IDueWorkHandler
{
    public const string KindName = "record-retention";
    private const int AtOnce = 200;

    public string Kind => KindName;

    public async Task Run(DueWork work, CancellationToken ct)
    {
        var context = work.Command(clock);
        foreach (var table in (string[])["records", "declarations"])
        {
            IReadOnlyList<string> found = [""];
            // The end of a case sweeps again, so what is passed over here is not forgotten.
            // By place and not until none is left: the list follows a moment later.
            while ((found = await views.Query($"""
                SELECT id FROM {table} WHERE kept_until <= $1 AND id > $2
                  AND NOT EXISTS (SELECT 1 FROM evidence e JOIN open_cases c ON c.application = e.application WHERE e.record = {table}.id AND (c.rests_until IS NULL OR c.rests_until >= $3))
                ORDER BY id LIMIT {AtOnce}
                """, row => row.Text(0), [work.Payload, found[^1], DateOnly.FromDateTime(context.At.UtcDateTime)], ct)).Count > 0)
                await Task.WhenAll(found.Select(id => Expire(id, context.Part(id), ct)));
        }
    }

    private async Task Expire(string id, CommandContext context, CancellationToken ct)
    {
        var outcome = await grains.GetGrain<IRecordGrain>(id).Handle(new RecordCommand.Expire(), context, ct);
        if (outcome.Problem is { Status: not 404 } problem) throw new InvalidOperationException($"The end of a retention was refused: {problem.Code}.");
    }
}
