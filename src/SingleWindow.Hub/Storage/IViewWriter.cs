namespace SingleWindow.Hub.Storage;

/// <summary>An open transaction of the read models, valid only inside the call it was given to.</summary>
internal interface IViewWriter
{
    /// <summary>Whose transaction it is: the consumer that due work belongs to.</summary>
    string Owner { get; }

    /// <summary>Runs one statement with parameters <c>$1</c>, <c>$2</c>…, in order but perhaps not now: the engine may collect statements, and one that fails then fails whatever comes next, the commit at the latest.</summary>
    ValueTask Execute(string sql, params object?[] parameters);

    /// <summary>Runs one statement now; the number of rows it changed. Over a network this is a wait for the server, where <see cref="Execute"/> is none.</summary>
    ValueTask<int> Change(string sql, params object?[] parameters);

    /// <summary>Runs what was collected, so that what fails fails here.</summary>
    ValueTask Flush();

    /// <summary>Runs a script without parameters now.</summary>
    ValueTask Script(string sql);

    /// <summary>Reads now, also what this transaction wrote. Waits for the server, as <see cref="Change"/> does.</summary>
    ValueTask<IReadOnlyList<T>> Query<T>(string sql, Func<ViewRow, T> read, params object?[] parameters);

    /// <summary>Asks for work at a legal instant. The same id again moves it; at the same instant it stays done if it was.</summary>
    /// <param name="kind">Which <c>IDueWorkHandler</c> does it.</param>
    /// <param name="stream">Whom it concerns.</param>
    /// <param name="payload">What the handler needs besides; never personal data.</param>
    async ValueTask Schedule(string id, DateTimeOffset dueAt, string kind, StreamId stream, string? payload = null) =>
        await Execute(
            """
            insert into due_work (id, owner, due_at, kind, stream, payload, done) values ($1, $2, $3, $4, $5, $6, 0)
            on conflict (id) do update set
                owner = excluded.owner, due_at = excluded.due_at, kind = excluded.kind, stream = excluded.stream, payload = excluded.payload,
                done = case when due_work.due_at = excluded.due_at then due_work.done else 0 end
            """,
            id, Owner, dueAt, kind, stream, payload);

    /// <summary>Takes work back; harmless when there is none.</summary>
    async ValueTask Cancel(string id) => await Execute("delete from due_work where id = $1", id);
}
