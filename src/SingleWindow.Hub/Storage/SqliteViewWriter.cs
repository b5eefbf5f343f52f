namespace SingleWindow.Hub.Storage;

/// <summary>Writes read models in the open transaction of a session; also reads them for queries.</summary>
internal sealed class SqliteViewWriter(SqliteSession session, string owner) : IViewWriter
{
    public string Owner => owner;

    public ValueTask Execute(string sql, params object?[] parameters)
    {
        using var statement = Bound(session, sql, parameters);
        statement.Run();
        return ValueTask.CompletedTask;
    }

    public ValueTask<int> Change(string sql, params object?[] parameters)
    {
        using (var statement = Bound(session, sql, parameters)) statement.Run();
        return ValueTask.FromResult((int)session.Number("select changes()"));
    }

    // Every statement ran at once: asking costs nothing here.
    public ValueTask Flush() => ValueTask.CompletedTask;

    public ValueTask Script(string sql)
    {
        session.Script(sql);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<T>> Query<T>(string sql, Func<ViewRow, T> read, params object?[] parameters) =>
        ValueTask.FromResult(Rows(session, sql, read, parameters));

    public static IReadOnlyList<T> Rows<T>(SqliteSession session, string sql, Func<ViewRow, T> read, object?[] parameters)
    {
        using var statement = Bound(session, sql, parameters);
        return SqliteRow.All(statement, read);
    }

    private static SqliteStatement Bound(SqliteSession session, string sql, object?[] parameters)
    {
        var statement = session.Prepare(sql);
        if (statement.ParameterCount != parameters.Length)
            throw new ArgumentException($"The statement has {statement.ParameterCount} parameters, not {parameters.Length}.", nameof(parameters));
        for (var i = 0; i < parameters.Length; i++)
        {
            var index = statement.Index($"${i + 1}");
            _ = ViewRow.Stored(parameters[i]) switch
            {
                null => statement.Bind(index, (string?)null),
                long number => statement.Bind(index, number),
                byte[] bytes => statement.Bind(index, bytes),
                var text => statement.Bind(index, (string)text),
            };
        }
        return statement;
    }
}
