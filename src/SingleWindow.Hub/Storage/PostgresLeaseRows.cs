using Npgsql;
using SingleWindow.Hub.Feeds;

namespace SingleWindow.Hub.Storage;

/// <summary>What the table of leases is asked. Its clock is the server's: a node whose own clock jumps by a day neither loses nor gains anything.</summary>
internal sealed class PostgresLeaseRows(PostgresCluster cluster, ClusterNode node)
{
    /// <summary>How long a lease lasts without being extended. One whose holder the cluster has declared dead is free at once.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    private const string Extended = "update leases l set until = clock_timestamp() + $4 from unnest($2, $3) held (name, fence) where l.name = held.name and l.fence = held.fence and l.holder = $1 returning l.name";

    // Of what there is to do, and those who can do it; nothing for a node that is no active member.
    private const string Shared = """
        select case when coalesce(bool_or(name = $1 and status = 3), false) then ceil($2 / greatest(1, count(*) filter (where status = 3))::numeric)::int else 0 end
        from members where cluster = (select cluster from members where name = $1)
        """;

    private const string Made = "insert into leases (name) select * from unnest($1) on conflict do nothing";

    private const string Taken = """
        with free as (
            select l.name from leases l
            where l.name = any ($2) and (l.until < clock_timestamp() or not exists (select from members m where m.name = l.holder and m.status <> 6))
            order by l.name limit $3 for update skip locked)
        update leases l set holder = $1, fence = l.fence + 1, until = clock_timestamp() + $4 from free where l.name = free.name returning l.name, l.fence
        """;

    private const string GivenBack = "update leases l set until = '-infinity' from unnest($2, $3) held (name, fence) where l.name = held.name and l.fence = held.fence and l.holder = $1";

    /// <summary>The names of those that are still held, for another while.</summary>
    public async Task<IReadOnlySet<string>> Extend(IReadOnlyList<Lease> held, CancellationToken ct)
    {
        if (held.Count == 0) return new HashSet<string>();
        return (await Ask(Extended, reader => reader.GetString(0), ct, Of(node.Name), Names(held), Fences(held), Of(Time))).ToHashSet();
    }

    /// <summary>How many of so many this node should hold.</summary>
    public async Task<int> Share(int all, CancellationToken ct) => (await Ask(Shared, reader => reader.GetInt32(0), ct, Of(node.Name), Of(all)))[0];

    /// <summary>Takes up to so many of these that are free.</summary>
    public async Task<IReadOnlyList<Lease>> Take(string[] names, int most, CancellationToken ct)
    {
        if (names.Length == 0) return [];
        await Ask(Made, _ => 0, ct, Of(names));
        return await Ask(Taken, reader => new Lease(reader.GetString(0), reader.GetInt64(1)), ct, Of(node.Name), Of(names), Of(most), Of(Time));
    }

    /// <summary>Frees them; one that others have taken meanwhile stays theirs.</summary>
    public async Task GiveBack(IReadOnlyList<Lease> held, CancellationToken ct)
    {
        if (held.Count > 0) await Ask(GivenBack, _ => 0, ct, Of(node.Name), Names(held), Fences(held));
    }

    private async Task<List<T>> Ask<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var connection = await cluster.Open(ct);
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
