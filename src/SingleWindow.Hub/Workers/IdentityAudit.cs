using System.Text.Json;
using SingleWindow.Core.Audit;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.Audit;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Workers;

/// <summary>What is done to somebody's identity stands in the log of everybody concerned, in the same transaction.</summary>
internal sealed class IdentityAudit(AuditLog log)
{
    /// <summary>The entries that an event makes; none for what happens without an official.</summary>
    public async ValueTask<IReadOnlyList<StreamAppend>> Entries(WorkerId worker, WorkerEvent happened, CommandContext context, CancellationToken ct)
    {
        (string Kind, string Decision, WorkerId[] Concerned, string? Reason)? told = happened switch
        {
            WorkerEvent.ChangeProposed e => ($"worker.{WireName.Of(e.Change)}", "proposed", Both(worker, e.Other), e.Reason),
            WorkerEvent.Merged e => ("worker.merge", "confirmed", [e.Survivor, e.Loser], e.Reason),
            WorkerEvent.Split e => ("worker.split", "confirmed", [e.Survivor, e.Loser], e.Reason),
            WorkerEvent.Corrected e => ("worker.correction", "confirmed", [worker], e.Reason),
            WorkerEvent.CandidateDismissed e => ("worker.candidate", "dismissed", Both(worker, e.Other), null),
            _ => null,
        };
        if (told is not { } act) return [];
        var payload = JsonSerializer.Serialize(new { workers = act.Concerned.Select(one => one.ToString()), reason = act.Reason });
        var entries = new List<StreamAppend>();
        foreach (var person in act.Concerned) entries.Add(await log.Entry(Act(act.Kind, act.Decision, payload, context), person.ToString(), ct));
        return entries;
    }

    /// <summary>Makes it durable that an operator looked at a worker's file.</summary>
    public Task Read(WorkerId worker, CommandContext context, CancellationToken ct) => log.Record(
        Act("worker.read", "allowed", JsonSerializer.Serialize(new { workers = new[] { worker.ToString() } }), context), worker.ToString(), ct);

    /// <summary>Makes it durable that a filing was held against a worker's file and did not fit.</summary>
    public Task Compared(WorkerId worker, CommandContext context, CancellationToken ct) => log.Record(
        Act("worker.compared", "refused", JsonSerializer.Serialize(new { workers = new[] { worker.ToString() } }), context), worker.ToString(), ct);

    // That what identifies a person is accurate, and can be put right: GDPR art. 5(1)(d) and 16.
    private static AuditAct Act(string kind, string decision, string payload, CommandContext context) =>
        new(AuditLog.NewXid(context.At), kind, context.At, context.Actor, null, "GDPR art. 5(1)(d), 16", ["identity"], decision, payload);

    private static WorkerId[] Both(WorkerId worker, WorkerId? other) => other is { } second ? [worker, second] : [worker];
}
