using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Storage;

namespace SingleWindow.Hub.Tests.Cluster;

/// <summary>A database with members that no silo stands behind.</summary>
internal sealed class TwoNodes
{
    public string Database { get; private set; } = null!;

    public PostgresCluster Cluster { get; private set; } = null!;

    public PostgresViewStore Views { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Database = await (await PostgresServer.Shared).NewDatabase();
        Cluster = new(new(Database));
        Views = new(new(Database));
        await Cluster.Claim("one", "keys", default);
        await Views.Write("test", writer => writer.Script("create table if not exists seen (who text not null)"), default);
    }

    public async Task DisposeAsync()
    {
        await Views.DisposeAsync();
        await Cluster.DisposeAsync();
    }

    /// <summary>The read models as a member writes them.</summary>
    public PostgresViewStore ViewsOf(string name) => new(new(Database), new(name));

    /// <summary>The leases of a node that is a member.</summary>
    public async Task<PostgresLeases> Join(string name, TimeProvider? time = null)
    {
        var leases = new PostgresLeases(Cluster, await Member(name), NullLogger<PostgresLeases>.Instance, time);
        await leases.StartAsync(default);
        return leases;
    }

    /// <summary>Makes a member.</summary>
    public async Task<ClusterNode> Member(string name)
    {
        await Run($"""
            insert into cluster.members (cluster, address, port, generation, name, host, status, started_at, last_alive_at)
            values ('one', '127.0.0.1', 1, (select count(*) from cluster.members), '{name}', 'host', 3, now(), now())
            """);
        return new(name);
    }

    /// <summary>Changes the database behind everybody's back.</summary>
    public async Task Run(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
