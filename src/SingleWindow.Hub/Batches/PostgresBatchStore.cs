using SingleWindow.Core.Batches;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Batches;

/// <summary>The rows of batches of many nodes, in a schema of its own.</summary>
internal sealed class PostgresBatchStore(PostgresTarget target, ClusterNode? node = null) : IBatchStore, IAsyncDisposable
{
    private readonly PostgresDatabase database = new(target, "batches", "-c synchronous_commit=on", node: node);

    public Task Add(BatchId batch, IReadOnlyList<SealedRow> rows, CancellationToken ct) => database.Execute(
    [
        ("insert into batches (id, node) values ($1, $2) on conflict do nothing", [batch.ToString(), node?.Name]),
        .. rows.Select(row => ("insert into rows (batch, number, status, form, result) values ($1, $2, $3, $4, $5)", (object?[])[batch.ToString(), row.Number, (int)row.Status, row.Form, row.Result])),
    ], ct);

    public Task Settle(BatchId batch, IReadOnlyList<SealedRow> rows, CancellationToken ct) => database.Execute(
        rows.Select(row => ("update rows set status = $3, form = null, result = $4 where batch = $1 and number = $2 and status = 0", (object?[])[batch.ToString(), row.Number, (int)row.Status, row.Result])), ct);

    public Task Close(BatchId batch, CancellationToken ct) => database.Execute([("update rows set status = 3, form = null where batch = $1 and status = 0", [batch.ToString()])], ct);

    public Task Delete(BatchId batch, CancellationToken ct) => database.Execute(
    [
        ("delete from rows where batch = $1", [batch.ToString()]),
        ("delete from batches where id = $1", [batch.ToString()]),
    ], ct);

    public ValueTask<IReadOnlyList<SealedRow>> Read(BatchId batch, RowStatus? status, int after, int limit, CancellationToken ct) => status is { } one
        ? database.Query("select number, status, form, result from rows where batch = $1 and number > $2 and status = $4 order by number limit $3", Row, [batch.ToString(), after, limit, (int)one], ct)
        : database.Query("select number, status, form, result from rows where batch = $1 and number > $2 order by number limit $3", Row, [batch.ToString(), after, limit], ct);

    public async ValueTask<BatchCounts> Count(BatchId batch, CancellationToken ct)
    {
        var counts = new int[4];
        foreach (var (status, count) in await database.Query("select status, count(*) from rows where batch = $1 group by status", row => (row.Int(0), row.Int(1)), [batch.ToString()], ct))
            counts[status] = count;
        return new(counts[(int)RowStatus.Submitted], counts[(int)RowStatus.Refused], counts[(int)RowStatus.Waiting] + counts[(int)RowStatus.Cancelled]);
    }

    public ValueTask<IReadOnlyList<BatchId>> All(CancellationToken ct) => Ids("select id from batches", ct);

    public ValueTask<IReadOnlyList<BatchId>> Left(CancellationToken ct) => Ids($"select id from batches where {ClusterNode.IsGone}", ct);

    public ValueTask<IReadOnlyList<BatchId>> NeverReceived(CancellationToken ct) => Ids($"select id from batches b where {ClusterNode.IsGone} and not exists (select from events.streams s where s.stream = b.id)", ct);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private ValueTask<IReadOnlyList<BatchId>> Ids(string sql, CancellationToken ct) => database.Query(sql, row => EntityId.Parse<BatchId>(row.Text(0)), [], ct);

    private static SealedRow Row(ViewRow row) => new(row.Int(0), (RowStatus)row.Int(1), row.BytesOrNull(2), row.Bytes(3));
}
