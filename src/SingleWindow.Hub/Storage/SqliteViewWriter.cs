namespace SingleWindow.Hub.Storage;

/// <summary>Writes read models in the open transaction of a session; also reads them for queries.</summary>
internal sealed class SqliteViewWriter(SqliteSession session, string owner) : IViewWriter
{
    public ValueTask<int> Execute(string sql, params object?[] parameters)
    {
        using (var statement = Bound(session, sql, parameters)) statement.Run();
        return ValueTask.FromResult((int)session.Number("select changes()"));
    }

    public ValueTask Script(string sql)
    {
        session.Script(sql);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<T>> Query<T>(string sql, Func<ViewRow, T> read, params object?[] parameters) =>
        ValueTask.FromResult(Rows(session, sql, read, parameters));

    public async ValueTask Schedule(string id, DateTimeOffset dueAt, string kind, StreamId stream, string? payload = null) =>
        await Execute(
            """
            insert into due_work (id, owner, due_at, kind, stream, payload, done) values ($1, $2, $3, $4, $5, $6, 0)
            on conflict (id) do update set
                owner = excluded.owner, due_at = excluded.due_at, kind = excluded.kind, stream = excluded.stream, payload = excluded.payload,
                done = case when due_work.due_at = excluded.due_at then due_work.done else 0 end
            """,
            id, owner, dueAt, kind, stream, payload);

    public async ValueTask Cancel(string id) => await Execute("delete from due_work where id = $1", id);

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
