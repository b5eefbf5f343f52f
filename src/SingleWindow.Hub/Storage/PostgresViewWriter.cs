using Npgsql;

namespace SingleWindow.Hub.Storage;

/// <summary>Writes read models in the open transaction of a connection: statements are collected, and sent together before the first that needs an answer.</summary>
internal sealed class PostgresViewWriter(NpgsqlConnection connection, string owner) : IViewWriter, IAsyncDisposable
{
    // Bounds memory; a round trip is nothing beside so many statements.
    private const int MaxCollected = 1000;

    private NpgsqlBatch collected = new(connection);

    public string Owner => owner;

    public async ValueTask Execute(string sql, params object?[] parameters)
    {
        Collect(sql, parameters);
        if (collected.BatchCommands.Count == MaxCollected) await Flush();
    }

    public async ValueTask<int> Change(string sql, params object?[] parameters)
    {
        var last = Collect(sql, parameters);
        await Flush();
        return last.RecordsAffected;
    }

    public async ValueTask Flush()
    {
        if (collected.BatchCommands.Count == 0) return;
        await using var batch = Take();
        await batch.ExecuteNonQueryAsync();
    }

    public async ValueTask Script(string sql)
    {
        // A projection of due work alone has no tables.
        if (sql.Length == 0) return;
        await Flush();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask<IReadOnlyList<T>> Query<T>(string sql, Func<ViewRow, T> read, params object?[] parameters)
    {
        // The last of the batch, and the only one with rows.
        Collect(sql, parameters);
        await using var batch = Take();
        await using var reader = await batch.ExecuteReaderAsync();
        return await PostgresRow.All(reader, read, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => collected.DisposeAsync();

    private NpgsqlBatch Take()
    {
        var taken = collected;
        collected = new(connection);
        return taken;
    }

    private NpgsqlBatchCommand Collect(string sql, object?[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        PostgresRow.Bind(command.Parameters, sql, parameters);
        collected.BatchCommands.Add(command);
        return command;
    }
}
