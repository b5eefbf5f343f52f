using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Batches;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Batches;

/// <summary>Writes rows of several batches in one transaction.</summary>
internal sealed class SqliteBatchWriter : SqliteGroupWriter<BatchWrite, bool>
{
    public SqliteBatchWriter(SqliteFile file, ILogger logger) : base(file, logger) => Start();

    protected override Judged<bool> Judge(SqliteSession session, BatchWrite work)
    {
        var id = work.Batch.ToString();
        switch (work)
        {
            case BatchWrite.Add add:
                Run(session.Prepare("insert into batches (id) values (?1) on conflict do nothing").Bind(1, id));
                foreach (var row in add.Rows)
                    Run(session.Prepare("insert into rows (batch, number, status, form, result) values (?1, ?2, ?3, ?4, ?5)").Bind(1, id).Bind(2, row.Number).Bind(3, (long)row.Status).Bind(4, row.Form).Bind(5, row.Result));
                return true;
            case BatchWrite.Settle settle:
                foreach (var row in settle.Rows)
                    Run(session.Prepare("update rows set status = ?3, form = null, result = ?4 where batch = ?1 and number = ?2 and status = 0").Bind(1, id).Bind(2, row.Number).Bind(3, (long)row.Status).Bind(4, row.Result));
                return true;
            case BatchWrite.Close:
                Run(session.Prepare("update rows set status = 3, form = null where batch = ?1 and status = 0").Bind(1, id));
                return true;
            case BatchWrite.Delete:
                Run(session.Prepare("delete from rows where batch = ?1").Bind(1, id));
                Run(session.Prepare("delete from batches where id = ?1").Bind(1, id));
                return true;
            default:
                throw new UnreachableException();
        }
    }

    private static void Run(SqliteStatement statement)
    {
        using (statement) statement.Run();
    }
}

/// <summary>One request to the writer of batches.</summary>
internal abstract record BatchWrite(BatchId Batch)
{
    public sealed record Add(BatchId Batch, IReadOnlyList<SealedRow> Rows) : BatchWrite(Batch);

    public sealed record Settle(BatchId Batch, IReadOnlyList<SealedRow> Rows) : BatchWrite(Batch);

    public sealed record Close(BatchId Batch) : BatchWrite(Batch);

    public sealed record Delete(BatchId Batch) : BatchWrite(Batch);
}
