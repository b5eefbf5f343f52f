using Npgsql;

namespace SingleWindow.Hub.Storage;

/// <summary>Read models of many nodes, in a schema that may be dropped at any time.</summary>
internal sealed class PostgresViewStore : IViewStore, IAsyncDisposable
{
    // Not flushed at every commit: what a power cut takes is replayed, since the checkpoint is in the same transaction. A transaction of the feed may wait for
    // other stores between its statements, and a rebuild takes back all due work at once: both are given
    // more time than an append. Not much more: a node that freezes in the middle keeps its rows, and its lease, for so long.
    private const string Options = "-c synchronous_commit=off -c idle_in_transaction_session_timeout=10s";

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly PostgresDatabase database;
    private readonly ClusterNode? node;

    /// <param name="target">Which database.</param>
    /// <param name="node">Who writes; null, when it is no member of a cluster.</param>
    public PostgresViewStore(PostgresTarget target, ClusterNode? node = null) => (database, this.node) = (new(target, "views", Options, patience: 60), node);

    public ValueTask<IReadOnlyList<T>> Query<T>(string sql, Func<ViewRow, T> read, object?[] parameters, CancellationToken ct) =>
        database.Query(sql, read, parameters, ct);

    public async Task Write(string owner, Func<IViewWriter, ValueTask> work, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            await using var connection = await database.Open(ct);
            // Disposing rolls back what was not committed.
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using var writer = new PostgresViewWriter(connection, owner);
            if (node is not null) await writer.Execute("call cluster.require_member($1)", node.Name);
            await work(writer);
            await writer.Flush();
            await transaction.CommitAsync(ct);
        }
        catch (NpgsqlException)
        {
            database.Clear();
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await gate.WaitAsync();
        await database.DisposeAsync();
        gate.Dispose();
    }
}
