using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Batches;

/// <summary>What can happen to a batch. Its rows are no events: they are personal data with a short life of their own (ops/decisions/0015).</summary>
public abstract record BatchEvent
{
    private BatchEvent() { }

    /// <summary>It came in whole, and every row is durable.</summary>
    /// <param name="Batch">Its id.</param>
    /// <param name="Employer">For whom every row is filed.</param>
    /// <param name="Scheme">Under which scheme.</param>
    /// <param name="Client">Client id of the system that sent it.</param>
    /// <param name="Representative">The party that really acts, when a mandate allows it.</param>
    /// <param name="Rows">How many rows came.</param>
    /// <param name="Readable">How many of them could be read.</param>
    /// <param name="At">When.</param>
    [EventName("batch.received", 1)]
    public sealed record Received(BatchId Batch, EmployerId Employer, string Scheme, string Client, string? Representative, int Rows, int Readable, DateTimeOffset At) : BatchEvent;

    /// <summary>The employer wants no more of it filed.</summary>
    /// <param name="Counts">What had become of its rows; what had not been filed never is.</param>
    /// <param name="At">When.</param>
    [EventName("batch.cancelled", 1)]
    public sealed record Cancelled(BatchCounts Counts, DateTimeOffset At) : BatchEvent;

    /// <summary>Every row was filed or refused.</summary>
    /// <param name="Counts">What became of them.</param>
    /// <param name="At">When.</param>
    [EventName("batch.finished", 1)]
    public sealed record Finished(BatchCounts Counts, DateTimeOffset At) : BatchEvent;

    /// <summary>What each row had said and became is gone with its key; this stays.</summary>
    [EventName("batch.rows-destroyed", 1)]
    public sealed record RowsDestroyed(DateTimeOffset At) : BatchEvent;
}

/// <summary>What became of the rows.</summary>
/// <param name="Submitted">Filed.</param>
/// <param name="Refused">Unreadable, or against a rule.</param>
/// <param name="Waiting">Neither: still to be filed, or never, once the batch is cancelled.</param>
[GenerateSerializer, Immutable]
public sealed record BatchCounts([property: Id(0)] int Submitted, [property: Id(1)] int Refused, [property: Id(2)] int Waiting);
