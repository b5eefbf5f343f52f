using Microsoft.Extensions.Logging;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Batches;

/// <summary>The rows of batches on a single machine, in a file of their own: they live for days, events for ever.</summary>
internal sealed class SqliteBatchStore : IBatchStore, IDisposable
{
    private const string Pragmas = "pragma synchronous=full; pragma secure_delete=on; pragma wal_autocheckpoint=1000;";

    private readonly FileStream claim;
    private readonly SqliteReadPool readers;
    private readonly SqliteBatchWriter writer;

    public SqliteBatchStore(string path, ILogger<SqliteBatchStore> logger)
    {
        var file = new SqliteFile(path, "batches", Pragmas);
        claim = file.Claim();
        readers = new(file);
        writer = new(file, logger);
    }

    public Task Add(BatchId batch, IReadOnlyList<SealedRow> rows, CancellationToken ct) => writer.Submit(new BatchWrite.Add(batch, rows), ct);

    public Task Settle(BatchId batch, IReadOnlyList<SealedRow> rows, CancellationToken ct) => writer.Submit(new BatchWrite.Settle(batch, rows), ct);

    public Task Close(BatchId batch, CancellationToken ct) => writer.Submit(new BatchWrite.Close(batch), ct);

    public Task Delete(BatchId batch, CancellationToken ct) => writer.Submit(new BatchWrite.Delete(batch), ct);

    public ValueTask<IReadOnlyList<SealedRow>> Read(BatchId batch, RowStatus? status, int after, int limit, CancellationToken ct) => ValueTask.FromResult(readers.Read(session =>
    {
        using var rows = status is { } one
            ? session.Prepare("select number, status, form, result from rows where batch = ?1 and number > ?2 and status = ?4 order by number limit ?3").Bind(4, (long)one)
            : session.Prepare("select number, status, form, result from rows where batch = ?1 and number > ?2 order by number limit ?3");
        rows.Bind(1, batch.ToString()).Bind(2, after).Bind(3, limit);
        var found = new List<SealedRow>();
        while (rows.Step()) found.Add(new((int)rows.Long(0), (RowStatus)rows.Long(1), rows.IsNull(2) ? null : rows.Blob(2), rows.Blob(3)));
        return (IReadOnlyList<SealedRow>)found;
    }));

    public ValueTask<BatchCounts> Count(BatchId batch, CancellationToken ct) => ValueTask.FromResult(readers.Read(session =>
    {
        using var rows = session.Prepare("select status, count(*) from rows where batch = ?1 group by status").Bind(1, batch.ToString());
        var counts = new int[4];
        while (rows.Step()) counts[rows.Long(0)] = (int)rows.Long(1);
        return new BatchCounts(counts[(int)RowStatus.Submitted], counts[(int)RowStatus.Refused], counts[(int)RowStatus.Waiting] + counts[(int)RowStatus.Cancelled]);
    }));

    public ValueTask<IReadOnlyList<BatchId>> All(CancellationToken ct) => ValueTask.FromResult(readers.Read(session =>
    {
        using var rows = session.Prepare("select id from batches");
        var found = new List<BatchId>();
        while (rows.Step()) found.Add(EntityId.Parse<BatchId>(rows.Text(0)));
        return (IReadOnlyList<BatchId>)found;
    }));

    public void Dispose()
    {
        writer.Dispose();
        readers.Dispose();
        claim.Dispose();
    }
}
