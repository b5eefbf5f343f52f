using Npgsql;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Storage;

/// <summary>The lock of a store in the hand of another node.</summary>
internal sealed class HeldLock(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
{
    private readonly NpgsqlConnection connection = connection;

    /// <summary>Takes the lock of keys.</summary>
    public static async Task<HeldLock> OfKeys(string database) => await Take(database, PostgresKeyWriter.Lock);

    /// <summary>Takes the lock of events, and in the same transaction appends one event to each of the streams.</summary>
    public static async Task<HeldLock> Take(string database, string[] appendTo)
    {
        var held = await Take(database, PostgresEventWriter.Lock);
        foreach (var stream in appendTo)
        {
            await Run(held.connection, $"""
                update counters set value = value + 1 where name = 'position';
                update streams set version = version + 1 where stream = '{stream}';
                insert into events (position, stream, version, type, schema_version, at, command_id, data)
                select value, stream, version, 'thing.happened', 1, 0, 'held', '{"{}"}' from counters, streams where name = 'position' and stream = '{stream}';
                """);
        }
        return held;
    }

    /// <summary>Runs a script on a connection of its own; the first value it answers.</summary>
    public static async Task<object?> Run(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        return await Run(connection, sql);
    }

    public async ValueTask DisposeAsync()
    {
        await using (connection)
        await using (transaction)
            await transaction.CommitAsync();
    }

    private static async Task<HeldLock> Take(string database, long name)
    {
        var connection = new NpgsqlConnection(database + ";Pooling=false;Search Path=events");
        await connection.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await Run(connection, $"select pg_advisory_xact_lock({name})");
        return new(connection, transaction);
    }

    private static async Task<object?> Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
