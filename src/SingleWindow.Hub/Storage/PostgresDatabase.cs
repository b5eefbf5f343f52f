using Npgsql;

namespace SingleWindow.Hub.Storage;

/// <summary>One store's schema in a PostgreSQL database: its connections, its migrations, its queries.</summary>
/// <remarks>Every store has a schema of its own, so that tables may be called as in SQLite, where every store has a file of its own.</remarks>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly string name;
    private readonly NpgsqlDataSource readers;
    private readonly NpgsqlDataSource writers;
    private readonly SemaphoreSlim migration = new(1, 1);
    private volatile bool migrated;

    /// <param name="connection">The operator's connection string. What it does not say is set as measured in limits.md.</param>
    /// <param name="name">Of the store: its schema and the prefix of its migrations.</param>
    /// <param name="options">Server settings of the writing connections besides the common ones.</param>
    public PostgresDatabase(string connection, string name, string options = "")
    {
        this.name = name;
        writers = NpgsqlDataSource.Create(PostgresSettings.Of(connection, name, options));
        readers = NpgsqlDataSource.Create(PostgresSettings.Of(connection, name, "-c default_transaction_read_only=on " + options));
    }

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

    /// <summary>Runs one statement in a transaction of its own; the number of rows it changed.</summary>
    /// <exception cref="NpgsqlException">The outcome may be unknown.</exception>
    public async Task<int> Execute(string sql, object?[] parameters, CancellationToken ct)
    {
        await using var connection = await Open(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        PostgresRow.Bind(command.Parameters, parameters);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Forgets idle connections after one of them was found dead.</summary>
    public void Clear() => writers.Clear();

    public async ValueTask DisposeAsync()
    {
        await readers.DisposeAsync();
        await writers.DisposeAsync();
        migration.Dispose();
    }

    // The connection is gone, and what it was asked does not matter.
    private static bool IsLost(NpgsqlException exception) =>
        exception is PostgresException { SqlState: var state } ? state.StartsWith("57P", StringComparison.Ordinal) : exception.IsTransient;

    private async Task<IReadOnlyList<T>> QueryOnce<T>(string sql, Func<ViewRow, T> read, object?[] parameters, CancellationToken ct)
    {
        await using var command = readers.CreateCommand(sql);
        PostgresRow.Bind(command.Parameters, parameters);
        return await PostgresRow.All(command, read, ct);
    }

    private async ValueTask Migrate(CancellationToken ct)
    {
        if (migrated) return;
        await migration.WaitAsync(ct);
        try
        {
            if (migrated) return;
            await using var connection = await writers.OpenConnectionAsync(ct);
            await PostgresMigrations.Apply(connection, name, ct);
            migrated = true;
        }
        finally
        {
            migration.Release();
        }
    }
}
