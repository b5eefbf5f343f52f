using System.Text;
using System.Text.Json;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Batches;

/// <summary>A row of a batch and what became of it.</summary>
/// <param name="Row">From 1; empty rows do not count.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reference">The client's own reference, as far as it could be read.</param>
/// <param name="Application">The application that it became. Of a refused row: the draft that is left of it, to be amended and filed by itself.</param>
/// <param name="Problem">Why it was refused; the pointers lead into the row.</param>
public sealed record BatchRow(int Row, RowStatus Status, string? Reference, ApplicationId? Application, Problem? Problem);

/// <summary>A row that is to be filed.</summary>
internal sealed record WaitingRow(int Number, ApplicationForm Form);

/// <summary>
/// Seals the rows and opens them again. A batch has a key of its own: whose key a row belongs under is known only once its worker is found, and then the application holds everything.
/// </summary>
internal sealed class BatchRows(IBatchStore store, IKeyVault keys)
{
    /// <summary>Adds rows; durable on return.</summary>
    public async Task Add(BatchId batch, IReadOnlyList<ReadRow> rows, CancellationToken ct)
    {
        var key = (await keys.GetOrCreate([Key(batch)], ct))[0];
        await store.Add(batch, [.. rows.Select(row => Result(
            batch, key, new(row.Number, row.Problem is null ? RowStatus.Waiting : RowStatus.Refused, row.Reference, null, row.Problem),
            row.Form is { } form ? AesGcmBox.Seal(key, form, Place(batch, row.Number, "form")) : null))], ct);
    }

    /// <summary>The next rows that are to be filed, behind a number. None, when the key is gone.</summary>
    public async ValueTask<IReadOnlyList<WaitingRow>> Waiting(BatchId batch, int after, int limit, CancellationToken ct)
    {
        if (await keys.Find(Key(batch), ct) is not { } key) return [];
        return [.. (await store.Read(batch, RowStatus.Waiting, after, limit, ct)).Select(row =>
            // Read strictly when it came; a newer program that is stricter still reads it.
            new WaitingRow(row.Number, JsonSerializer.Deserialize<ApplicationForm>(AesGcmBox.Open(key, row.Form, Place(batch, row.Number, "form")), WireJson.Out)!))];
    }

    /// <summary>Notes what became of rows; what they said is forgotten with that.</summary>
    public async Task Settle(BatchId batch, IReadOnlyList<BatchRow> rows, CancellationToken ct)
    {
        if (await keys.Find(Key(batch), ct) is not { } key) return;
        await store.Settle(batch, [.. rows.Select(row => Result(batch, key, row, null))], ct);
    }

    /// <summary>Rows behind a number, in their order; null when they have been destroyed.</summary>
    public async ValueTask<IReadOnlyList<BatchRow>?> Read(BatchId batch, RowStatus? status, int after, int limit, CancellationToken ct)
    {
        if (await keys.Find(Key(batch), ct) is not { } key) return null;
        return [.. (await store.Read(batch, status, after, limit, ct)).Select(row =>
            JsonSerializer.Deserialize<BatchRow>(AesGcmBox.Open(key, row.Result, Place(batch, row.Number, "result")), WireJson.Out)! with { Status = row.Status })];
    }

    /// <summary>Destroys key and rows for ever; harmless when repeated.</summary>
    public async Task Destroy(BatchId batch, CancellationToken ct)
    {
        await keys.Destroy(batch.ToString(), null, ct);
        await store.Delete(batch, ct);
    }

    private static SealedRow Result(BatchId batch, byte[] key, BatchRow row, byte[]? form) =>
        new(row.Row, row.Status, form, AesGcmBox.Seal(key, JsonSerializer.SerializeToUtf8Bytes(row, WireJson.Out), Place(batch, row.Row, "result")));

    // What a row is, and where it stands, is bound into its seal: rows cannot be exchanged.
    private static byte[] Place(BatchId batch, int number, string what) => Encoding.UTF8.GetBytes($"{batch}|{number}|{what}");

    private static KeyRef Key(BatchId batch) => new(batch.ToString(), "batch");
}
