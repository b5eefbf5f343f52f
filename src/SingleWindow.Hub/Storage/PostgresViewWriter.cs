using Npgsql;

namespace SingleWindow.Hub.Storage;

/// <summary>Writes read models in the open transaction of a connection.</summary>
internal sealed class PostgresViewWriter(NpgsqlConnection connection, string owner) : IViewWriter
{
    public string Owner => owner;

    public async ValueTask<int> Execute(string sql, params object?[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync();
    }

    public async ValueTask Script(string sql)
    {
        // A projection of due work alone has no tables.
        if (sql.Length == 0) return;
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask<IReadOnlyList<T>> Query<T>(string sql, Func<ViewRow, T> read, params object?[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await PostgresRow.All(command, read, CancellationToken.None);
    }

    private NpgsqlCommand Command(string sql, object?[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        PostgresRow.Bind(command.Parameters, sql, parameters);
        return command;
    }
}
