using Npgsql;

namespace SingleWindow.Hub.Storage;

/// <summary>One store's schema in a PostgreSQL database: its connections, its migrations, its queries.</summary>
/// <remarks>Every store has a schema of its own, so that tables may be called as in SQLite, where every store has a file of its own.</remarks>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly PostgresTarget target;
    private readonly string name;
    private readonly ClusterNode? node;
    private readonly NpgsqlDataSource readers;
    private readonly NpgsqlDataSource writers;
    private readonly SemaphoreSlim migration = new(1, 1);
    private volatile bool migrated;

    /// <param name="target">Which database. What its connection string does not say is set as measured in limits.md.</param>
    /// <param name="name">Of the store: its schema and the prefix of its migrations.</param>
    /// <param name="options">Server settings besides the common ones.</param>
    /// <param name="patience">Seconds after which the server gives a statement up.</param>
    /// <param name="node">Who writes; null, when it is no member of a cluster.</param>
    public PostgresDatabase(PostgresTarget target, string name, string options = "", int patience = 5, ClusterNode? node = null)
    {
        (this.target, this.name, this.node) = (target, name, node);
        writers = NpgsqlDataSource.Create(PostgresSettings.Of(target.Connection, name, options, patience));
        readers = NpgsqlDataSource.Create(PostgresSettings.Of(target.Connection, name, "-c default_transaction_read_only=on " + options, patience));
    }

    /// <summary>Connections that may write, for whom asks after the first <see cref="Open"/>.</summary>
    public NpgsqlDataSource Writers => writers;

    /// <summary>A connection that may write. Dispose it.</summary>
    public async ValueTask<NpgsqlConnection> Open(CancellationToken ct)
    {
        await Migrate(ct);
        return await writers.OpenConnectionAsync(ct);
    }

    /// <summary>All rows of a query over committed data, which cannot write.</summary>
    public async ValueTask<IReadOnlyList<T>> Query<T>(string sql, Func<ViewRow, T> read, object?[] parameters, CancellationToken ct)
    {
        await Migrate(ct);
        try
        {
            return await QueryOnce(sql, read, parameters, ct);
        }
        catch (NpgsqlException lost) when (IsLost(lost) && !ct.IsCancellationRequested)
        {
            // The server was started again: the other idle connections are dead, too.
            readers.Clear();
            return await QueryOnce(sql, read, parameters, ct);
        }
    }

    /// <summary>Runs statements in one transaction and one round trip, unless this node was declared dead; the number of rows that they changed.</summary>
    /// <exception cref="NpgsqlException">The outcome may be unknown.</exception>
    public Task<int> Execute(IEnumerable<(string Sql, object?[] Parameters)> statements, CancellationToken ct) => Use(connection => Execute(connection, statements, ct), ct);

    /// <summary>Does something on a connection that may write.</summary>
    /// <param name="work">What.</param>
    /// <param name="ct">Stops waiting for a connection.</param>
    /// <param name="mayRepeat">It comes to the same when it is done twice: then it is tried again when the connection turns out to be dead.</param>
    /// <exception cref="NpgsqlException">The outcome may be unknown.</exception>
    public async Task<T> Use<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken ct, bool mayRepeat = false)
    {
        try
        {
            await using var connection = await Open(ct);
            return await work(connection);
        }
        catch (NpgsqlException lost) when (IsLost(lost) && !ct.IsCancellationRequested)
        {
            // As those of readers.
            writers.Clear();
            if (!mayRepeat) throw;
        }
        await using var another = await Open(ct);
        return await work(another);
    }

    private async Task<int> Execute(NpgsqlConnection connection, IEnumerable<(string Sql, object?[] Parameters)> statements, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (node is not null) batch.BatchCommands.Add(node.Alive());
        var before = batch.BatchCommands.Count;
        foreach (var (sql, parameters) in statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            PostgresRow.Bind(command.Parameters, sql, parameters);
            batch.BatchCommands.Add(command);
        }
        return batch.BatchCommands.Count == before ? 0 : await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Forgets idle connections after one of them was found dead.</summary>
    public void Clear() => writers.Clear();

    public async ValueTask DisposeAsync()
    {
        await readers.DisposeAsync();
        await writers.DisposeAsync();
        migration.Dispose();
    }

    // The connection is gone, or was opened while nobody might write, which it does not forget; what it was asked does not matter.
    private static bool IsLost(NpgsqlException exception) =>
        exception is PostgresException { SqlState: var state } ? state.StartsWith("57P", StringComparison.Ordinal) || state == PostgresErrorCodes.ReadOnlySqlTransaction : exception.IsTransient;

    private async Task<IReadOnlyList<T>> QueryOnce<T>(string sql, Func<ViewRow, T> read, object?[] parameters, CancellationToken ct)
    {
        await using var command = readers.CreateCommand(sql);
        PostgresRow.Bind(command.Parameters, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await PostgresRow.All(reader, read, ct);
    }

    private async ValueTask Migrate(CancellationToken ct)
    {
        if (migrated) return;
        await migration.WaitAsync(ct);
        try
        {
            if (migrated) return;
            await target.Wait(MigrateOnce, ct);
            migrated = true;
        }
        finally
        {
            migration.Release();
        }
    }

    private async Task MigrateOnce(CancellationToken ct)
    {
        await using var connection = await writers.OpenConnectionAsync(ct);
        await PostgresMigrations.Apply(connection, name, ct);
    }
}
