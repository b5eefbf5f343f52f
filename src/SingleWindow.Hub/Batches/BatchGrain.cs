using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Batches;

/// <summary>
/// Owns a batch and files its rows, a few at a time and a few at once. Work and cancelling take turns here, so that nothing is filed after the answer that it is cancelled;
/// that a grain is on one node only is what keeps nodes from filing the same batch at once, and the ids of the commands are what makes it harmless if they do.
/// </summary>
[GrainType("batch")]
internal sealed partial class BatchGrain(IEventStore store, EventFormat format, SchemeCatalog schemes, IBatchStore rowStore, BatchRows rows, BatchFiler filer, LegalClock clock, ILogger<BatchGrain> logger)
    : EventSourcedGrain<Batch, BatchEvent>(store, format), IBatchGrain
{
    // A turn stays far below the time that a caller waits, and no batch takes more of the machine than a few clients would.
    private const int RowsInTurn = 64;
    private const int RowsAtOnce = 8;
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(1);

    // Behind which row the next turn looks: what could not be filed yet is tried again after all others.
    private int place;

    public async Task<Outcome<Versioned<BatchView>>> Receive(BatchCommand.Receive command, CommandContext context, CancellationToken ct)
    {
        // Whoever took its rows in may have been given up meanwhile, and they with him.
        if (Version == 0 && await rowStore.Count(command.Batch, ct) is var kept && kept.Submitted + kept.Refused + kept.Waiting != command.Rows)
            throw new OrleansException("The rows of the batch are not all there.");
        return await Do(command, context, ct);
    }

    public async Task<Outcome<Versioned<BatchView>>> Cancel(CommandContext context, CancellationToken ct)
    {
        if (!State.IsOf(context.Actor)) return BatchProblems.Unknown;
        var outcome = await Do(new BatchCommand.Cancel(await rowStore.Count(State.Id, ct)), context, ct);
        if (State.State == BatchState.Cancelled) await rowStore.Close(State.Id, ct);
        return outcome;
    }

    public async Task<Outcome<Versioned<BatchView>>> Read(Actor actor, CancellationToken ct) =>
        State.IsOf(actor) ? new Versioned<BatchView>(State.View(State.State == BatchState.Running ? await rowStore.Count(State.Id, ct) : null), Version) : BatchProblems.Unknown;

    public async Task<Outcome<BatchWork>> Work(CancellationToken ct)
    {
        if (Version == 0)
        {
            // Never acknowledged. In turn with Receive, so that nothing is acknowledged of which the rows go.
            await rows.Destroy(EntityId.Parse<BatchId>(this.GetPrimaryKeyString()), ct);
            return BatchProblems.Unknown;
        }
        if (State.State == BatchState.Running && await rows.Waiting(State.Id, place, RowsInTurn, ct) is { Count: > 0 } next) return new BatchWork(await File(next, ct), IsOver: false);
        if (State.State == BatchState.Running && place > 0)
        {
            place = 0;
            return await Work(ct);
        }
        if (State.State == BatchState.Running) await Do(new BatchCommand.Finish(await rowStore.Count(State.Id, ct)), Commands.ByHub($"{State.Id}/finish", clock.Now), ct);
        // A crash can come between the word that it is cancelled and this.
        if (State.State == BatchState.Cancelled) await rowStore.Close(State.Id, ct);
        return new BatchWork(0, IsOver: true);
    }

    public async Task<Outcome<Versioned<BatchView>>> DestroyRows(CommandContext context, CancellationToken ct)
    {
        if (State.EndedAt is not null) await rows.Destroy(State.Id, ct);
        return await Do(new BatchCommand.DestroyRows(), context, ct);
    }

    protected override Batch Initial => Batch.Initial;

    protected override Batch Evolve(Batch state, BatchEvent happened) => Batch.Evolve(state, happened);

    protected override KeyRef KeyFor(Batch after) => default;

    private Task<Outcome<Versioned<BatchView>>> Do(BatchCommand command, CommandContext context, CancellationToken ct) =>
        Run(batch => Batch.Decide(batch, command, context, schemes), batch => batch.View(), context, ct);

    private async Task<int> File(IReadOnlyList<WaitingRow> next, CancellationToken ct)
    {
        var results = new List<BatchRow>(next.Count);
        var queue = new Queue<WaitingRow>(next);
        var begun = Stopwatch.GetTimestamp();
        // On the grain's own scheduler: these take turns, and wait together.
        await Task.WhenAll(Enumerable.Range(0, RowsAtOnce).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(begun) < LongestTurn && queue.TryDequeue(out var row))
            {
                place = row.Number;
                if (await TryFile(row, ct) is { } result) results.Add(result);
            }
        }));
        if (results.Count > 0) await rows.Settle(State.Id, results, ct);
        return results.Count;
    }

    // A row never stops the others: one that fails is tried again, for as long as it takes.
    private async Task<BatchRow?> TryFile(WaitingRow row, CancellationToken ct)
    {
        try
        {
            return await filer.File(State, row, ct);
        }
        catch (Exception cause) when (!ct.IsCancellationRequested)
        {
            LogRowFailed(State.Id, row.Number, cause);
            return null;
        }
    }

    [LoggerMessage(EventIds.BatchRowFailed, LogLevel.Warning, "Row {Row} of {Batch} could not be filed; it is tried again")]
    private partial void LogRowFailed(BatchId batch, int row, Exception cause);
}
