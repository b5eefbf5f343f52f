using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Batches;

/// <summary>Owns a batch, and files its rows: one at a time holds it, on whatever node, and nothing is filed after it was cancelled. Key: the batch's id.</summary>
[GrainInterfaceType("sw.batch")]
public interface IBatchGrain : IGrainWithStringKey
{
    /// <summary>Takes it in; its rows are durable already.</summary>
    [Alias("Receive")] Task<Outcome<Versioned<BatchView>>> Receive(BatchCommand.Receive command, CommandContext context, CancellationToken ct);

    /// <summary>Files no more of it.</summary>
    [Alias("Cancel")] Task<Outcome<Versioned<BatchView>>> Cancel(CommandContext context, CancellationToken ct);

    /// <summary>The batch and how far it has come, for its owner.</summary>
    [Alias("Read"), Orleans.Concurrency.ReadOnly] Task<Outcome<Versioned<BatchView>>> Read(Actor actor, CancellationToken ct);

    /// <summary>For the hub itself: files the next few rows, or does what is left to do. Of a batch that was never acknowledged it destroys the rows.</summary>
    [Alias("Work")] Task<Outcome<BatchWork>> Work(CancellationToken ct);

    /// <summary>For the hub itself: destroys the rows and what became of them.</summary>
    [Alias("DestroyRows")] Task<Outcome<Versioned<BatchView>>> DestroyRows(CommandContext context, CancellationToken ct);
}

/// <summary>What a piece of work on a batch came to.</summary>
/// <param name="Done">How many rows were filed or refused.</param>
/// <param name="IsOver">True when nothing is left to do.</param>
[GenerateSerializer, Immutable]
public sealed record BatchWork(int Done, bool IsOver);
