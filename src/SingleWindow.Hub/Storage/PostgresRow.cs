using Npgsql;

namespace SingleWindow.Hub.Storage;

/// <summary>The current row of a PostgreSQL query, and how parameters reach it.</summary>
internal sealed class PostgresRow(NpgsqlDataReader reader) : ViewRow
{
    /// <summary>Binds <c>$1</c>, <c>$2</c>… as the engines store them.</summary>
    public static void Bind(NpgsqlParameterCollection bound, string sql, object?[] parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            bound.Add(Stored(parameters[i]) switch
            {
                // The statement tells the type, except where it only asks whether there is a value: that is a filter or a cursor, a text.
                null when sql.Contains($"${i + 1} IS NULL", StringComparison.OrdinalIgnoreCase) => new NpgsqlParameter<string?> { TypedValue = null },
                null => new NpgsqlParameter { Value = DBNull.Value },
                long number => new NpgsqlParameter<long> { TypedValue = number },
                byte[] bytes => new NpgsqlParameter<byte[]> { TypedValue = bytes },
                var text => new NpgsqlParameter<string> { TypedValue = (string)text },
            });
        }
    }

    public static async Task<List<T>> All<T>(NpgsqlDataReader reader, Func<ViewRow, T> read, CancellationToken ct)
    {
        var row = new PostgresRow(reader);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(read(row));
        return rows;
    }

    public override bool IsNull(int column) => reader.IsDBNull(column);

    public override string Text(int column) => reader.GetString(column);

    public override long Long(int column) => reader.GetInt64(column);

    public override byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);
}
