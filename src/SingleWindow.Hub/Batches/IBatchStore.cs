using SingleWindow.Core.Batches;

namespace SingleWindow.Hub.Batches;

/// <summary>A row at rest. Nothing in it can be read without the key of its batch.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Form">What is to be filed; null when that is over, or the row could not be read.</param>
/// <param name="Result">What became of it.</param>
internal sealed record SealedRow(int Number, RowStatus Status, byte[]? Form, byte[] Result);

/// <summary>Keeps the rows of batches, beside the event store. It knows nothing of keys or of what the bytes mean.</summary>
internal interface IBatchStore
{
    /// <summary>Adds rows; durable on return.</summary>
    Task Add(BatchId batch, IReadOnlyList<SealedRow> rows, CancellationToken ct);

    /// <summary>Notes what became of rows that waited, and forgets their forms. A row that waits no more stays as it is.</summary>
    Task Settle(BatchId batch, IReadOnlyList<SealedRow> rows, CancellationToken ct);

    /// <summary>No row waits any more: those that did are cancelled, and their forms forgotten. Harmless when repeated.</summary>
    Task Close(BatchId batch, CancellationToken ct);

    /// <summary>Takes all of it away; harmless when there is nothing.</summary>
    Task Delete(BatchId batch, CancellationToken ct);

    /// <summary>Rows behind a number, in their order; of one status, or of all when null.</summary>
    ValueTask<IReadOnlyList<SealedRow>> Read(BatchId batch, RowStatus? status, int after, int limit, CancellationToken ct);

    /// <summary>How many rows are how far.</summary>
    ValueTask<BatchCounts> Count(BatchId batch, CancellationToken ct);

    /// <summary>Every batch of which there are rows.</summary>
    ValueTask<IReadOnlyList<BatchId>> All(CancellationToken ct);

    /// <summary>Those that nobody takes in just now. Where one process is alone, that is so before the first request is served.</summary>
    ValueTask<IReadOnlyList<BatchId>> Left(CancellationToken ct) => All(ct);

    /// <summary>Of those, the ones that were never acknowledged: found while others of many processes go on.</summary>
    ValueTask<IReadOnlyList<BatchId>> NeverReceived(CancellationToken ct) => new([]);
}
