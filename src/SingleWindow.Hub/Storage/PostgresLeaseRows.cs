using Npgsql;
using SingleWindow.Hub.Feeds;

namespace SingleWindow.Hub.Storage;

/// <summary>What the table of leases is asked. Its clock is the server's: a node whose own clock jumps by a day neither loses nor gains anything.</summary>
internal sealed class PostgresLeaseRows(PostgresCluster cluster, ClusterNode node)
{
    /// <summary>How long a lease lasts without being extended. One whose holder the cluster has declared dead is free at once.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    private const string Extended = "update leases l set until = clock_timestamp() + $4 from unnest($2, $3) held (name, fence) where l.name = held.name and l.fence = held.fence and l.holder = $1 returning l.name";

    // Of what any node knows that there is to do, and those who can do it: all nodes count the same, so that nothing is left over. Nothing for a node that is no active member.
    private const string Shared = """
        with here as (insert into nodes (name, seen) values ($1, clock_timestamp()) on conflict (name) do update set seen = excluded.seen),
        gone as (delete from nodes where seen < clock_timestamp() - interval '1 day' and name <> $1)
        select case when coalesce(bool_or(m.name = $1), false) then ceil((select count(*) from leases) / greatest(1, count(*) filter (where m.name = $1 or n.seen > clock_timestamp() - $2))::numeric)::int else 0 end,
            clock_timestamp()
        from members m left join nodes n on n.name = m.name where m.status = 3 and m.cluster = (select cluster from members where name = $1)
        """;

    private const string Made = "insert into leases (name) select * from unnest($1) on conflict do nothing";

    private const string Free = "(l.until < clock_timestamp() or not exists (select from members m where m.name = l.holder and m.status <> 6))";

    private const string Taken = $"""
        with free as (
            select l.name from leases l
            where l.name = any ($2) and {Free}
            order by l.until, l.name limit $3 for update skip locked)
        update leases l set holder = $1, fence = l.fence + 1, until = clock_timestamp() + $4 from free where l.name = free.name returning l.name, l.fence
        """;

    // A transaction that asked for its lease keeps it from being taken. Whoever is in one, waits for its own client and is dead or silent froze in the middle: nothing of it is
    // committed, and no time-out of the server sees it inside a pipeline of statements. A living one that is met by chance begins again.
    private const string Cut = $"""
        select count(pg_terminate_backend(a.pid, 1000))::int from pg_stat_activity a
        where exists (select from leases l where l.name = any ($1) and {Free})
            and a.wait_event_type = 'Client' and a.state_change < clock_timestamp() - interval '1 second'
            and exists (select from pg_locks k where k.pid = a.pid and k.relation = 'leases'::regclass and k.mode = 'RowShareLock' and k.database = (select oid from pg_database where datname = current_database()))
        """;

    private const string GivenBack = "update leases l set until = '-infinity' from unnest($2, $3) held (name, fence) where l.name = held.name and l.fence = held.fence and l.holder = $1";

    /// <summary>The names of those that are still held, for another while.</summary>
    public async Task<IReadOnlySet<string>> Extend(IReadOnlyList<Lease> held, CancellationToken ct)
    {
        if (held.Count == 0) return new HashSet<string>();
        return (await Ask(Extended, reader => reader.GetString(0), ct, Of(node.Name), Names(held), Fences(held), Of(Time))).ToHashSet();
    }

    /// <summary>Makes known that there is this to do.</summary>
    public async Task Make(string[] names, CancellationToken ct)
    {
        if (names.Length > 0) await Ask(Made, _ => 0, ct, Of(names));
    }

    /// <summary>How many leases this node should hold, and the time of the server.</summary>
    public async Task<(int Leases, DateTimeOffset Now)> Share(CancellationToken ct) =>
        (await Ask(Shared, reader => (reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1)), ct, Of(node.Name), Of(Time)))[0];

    /// <summary>Takes up to so many of these that are free, what was free longest first: what only newer nodes know was never held.</summary>
    public async Task<IReadOnlyList<Lease>> Take(string[] names, int most, CancellationToken ct)
    {
        if (names.Length == 0) return [];
        return await Ask(Taken, reader => new Lease(reader.GetString(0), reader.GetInt64(1)), ct, Of(node.Name), Of(names), Of(most), Of(Time));
    }

    /// <summary>Cuts off the transactions that keep these from being taken though they are free; how many there were.</summary>
    public async Task<int> CutOff(string[] names, CancellationToken ct) => names.Length == 0 ? 0 : (await Ask(Cut, reader => reader.GetInt32(0), ct, Of(names)))[0];

    /// <summary>Frees them; one that others have taken meanwhile stays theirs.</summary>
    public async Task GiveBack(IReadOnlyList<Lease> held, CancellationToken ct)
    {
        if (held.Count > 0) await Ask(GivenBack, _ => 0, ct, Of(node.Name), Names(held), Fences(held));
    }

    private Task<List<T>> Ask<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params NpgsqlParameter[] parameters) => cluster.Use(connection => Ask(connection, sql, read, parameters, ct), ct);

    private static async Task<List<T>> Ask<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, NpgsqlParameter[] parameters, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(read(reader));
        return rows;
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter<string[]> Names(IReadOnlyList<Lease> held) => Of(held.Select(lease => lease.Name).ToArray());

    private static NpgsqlParameter<long[]> Fences(IReadOnlyList<Lease> held) => Of(held.Select(lease => lease.Fence!.Value).ToArray());
}
