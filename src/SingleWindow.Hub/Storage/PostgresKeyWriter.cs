using Npgsql;
using SingleWindow.Hub.PersonalData;
using Pending = SingleWindow.Hub.Storage.WriteQueue<System.Collections.Generic.IReadOnlyList<SingleWindow.Hub.PersonalData.WrappedKey>, System.Collections.Generic.IReadOnlyList<byte[]>>.Pending;

namespace SingleWindow.Hub.Storage;

/// <summary>Makes keys; many callers share one commit. A caller one of whose keys was destroyed gets none, and the others theirs.</summary>
internal sealed class PostgresKeyWriter : PostgresGroupWriter<IReadOnlyList<WrappedKey>, IReadOnlyList<byte[]>>
{
    /// <summary>Keys are made side by side by many nodes; a destruction waits for those, and keeps others out until its tombstone is committed.</summary>
    public const long Lock = 0x5357_0003;

    private const string Destroyed = "destroyed d join unnest($1, $2, $3) g (subject, class, request) on d.subject = g.subject and d.class in ('', g.class)";

    private readonly PostgresDatabase database;

    public PostgresKeyWriter(PostgresDatabase database)
    {
        this.database = database;
        Start();
    }

    protected override async Task Write(List<Pending> batch)
    {
        try
        {
            // A key that is there is not made again, so it may be tried twice.
            await database.Use(session => Ensure(session, batch), CancellationToken.None, mayRepeat: true);
        }
        catch (Exception cause)
        {
            foreach (var pending in batch) pending.TrySetException(cause);
            return;
        }
        foreach (var pending in batch) pending.Tell();
    }

    private static async Task<int> Ensure(NpgsqlConnection session, List<Pending> batch)
    {
        // In one order, so that two nodes that make the same keys do not wait for each other.
        var wanted = batch.SelectMany((pending, request) => pending.Work.Select(key => (Key: key, Request: request)))
            .OrderBy(one => one.Key.Key.Subject, StringComparer.Ordinal).ThenBy(one => one.Key.Key.RetentionClass, StringComparer.Ordinal).ToArray();
        string[] subjects = [.. wanted.Select(one => one.Key.Key.Subject)], classes = [.. wanted.Select(one => one.Key.Key.RetentionClass)];
        byte[][] wrapped = [.. wanted.Select(one => one.Key.Bytes)];
        int[] requests = [.. wanted.Select(one => one.Request)];
        // All wait for one connection: when its server is gone without a word, they must not wait for long.
        await using var statements = new NpgsqlBatch(session)
        {
            Timeout = 10,
            BatchCommands =
            {
                new($"select pg_advisory_xact_lock_shared({Lock})"),
                Statement($"""
                    insert into keys (subject, class, wrapped) select w.subject, w.class, w.wrapped from unnest($1, $2, $3, $4) w (subject, class, request, wrapped)
                    where w.request not in (select g.request from {Destroyed}) on conflict do nothing
                    """, Of(subjects), Of(classes), Of(requests), Of(wrapped)),
                Statement($"select g.request, g.subject, g.class from {Destroyed}", Of(subjects), Of(classes), Of(requests)),
                // Each by itself: the plan is made while there are few keys, and must not read them all when there are many.
                Statement("""
                    select w.subject, w.class, k.wrapped from (select distinct subject, class from unnest($1, $2) w (subject, class)) w
                    cross join lateral (select wrapped from keys k where k.subject = w.subject and k.class = w.class offset 0) k
                    """, Of(subjects), Of(classes)),
            },
        };
        await using var reader = await statements.ExecuteReaderAsync();
        await reader.NextResultAsync();
        while (await reader.ReadAsync()) batch[reader.GetInt32(0)].Verdict = new KeyDestroyedException(new(reader.GetString(1), reader.GetString(2)));
        await reader.NextResultAsync();
        var kept = new Dictionary<KeyRef, byte[]>();
        while (await reader.ReadAsync()) kept.Add(new(reader.GetString(0), reader.GetString(1)), reader.GetFieldValue<byte[]>(2));
        // Committed only when the last result has ended.
        while (await reader.NextResultAsync()) { }
        foreach (var pending in batch.Where(pending => pending.Verdict.Refusal is null)) pending.Verdict = new([.. pending.Work.Select(key => kept[key.Key])], null);
        return wanted.Length;
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static NpgsqlBatchCommand Statement(string sql, params NpgsqlParameter[] parameters)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) statement.Parameters.Add(parameter);
        return statement;
    }
}
