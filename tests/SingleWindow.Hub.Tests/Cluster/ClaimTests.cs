using System.Net;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Storage;

namespace SingleWindow.Hub.Tests.Cluster;

/// <summary>A store belongs to one cluster and to one key store.</summary>
public sealed class ClaimTests
{
    [Fact]
    public async Task The_first_to_come_has_the_store_and_its_own_may_come_again()
    {
        await using var cluster = new PostgresCluster(new(await (await PostgresServer.Shared).NewDatabase()));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => cluster.Claim("north", "keys", default)));

        await cluster.Claim("north", "keys", default);
    }

    [Theory]
    [InlineData("south", "keys", "*'north'*'south'*own databases*")]
    [InlineData("north", "other keys", "*other keys*Keys:Connection*")]
    public async Task Another_cluster_and_other_keys_are_refused(string id, string keys, string message)
    {
        await using var cluster = new PostgresCluster(new(await (await PostgresServer.Shared).NewDatabase()));
        await cluster.Claim("north", "keys", default);

        await FluentActions.Awaiting(() => cluster.Claim(id, keys, default)).Should().ThrowAsync<StoreException>().WithMessage(message);
    }

    [Theory]
    [InlineData("127.0.0.1", "10.0.0.2", "Silo:Address is 127.0.0.1*'there'*")]
    [InlineData("10.0.0.1", "127.0.0.1", "*'there'*127.0.0.1*Silo:Address*")]
    public async Task An_address_that_the_other_machine_cannot_reach_ends_the_start(string own, string other, string message)
    {
        var database = await (await PostgresServer.Shared).NewDatabase();
        await using var cluster = new PostgresCluster(new(database));
        await cluster.CheckAddress(IPAddress.Parse(own), "here", default);
        await Member(database, other, "there");

        await FluentActions.Awaiting(() => cluster.CheckAddress(IPAddress.Parse(own), "here", default)).Should().ThrowAsync<StoreException>().WithMessage(message);
        await cluster.CheckAddress(IPAddress.Parse(own), "there", default);
    }

    [Fact]
    public async Task Machines_that_reach_one_another_start_whatever_was_there_before()
    {
        var database = await (await PostgresServer.Shared).NewDatabase();
        await using var cluster = new PostgresCluster(new(database));
        await cluster.CheckAddress(IPAddress.Loopback, "here", default);
        await Member(database, "127.0.0.1", "dead", status: 6);
        await Member(database, "127.0.0.1", "silent", seen: "now() - interval '2 minutes'");
        await cluster.CheckAddress(IPAddress.Loopback, "here", default);
        await Member(database, "10.0.0.2", "there");

        await cluster.CheckAddress(IPAddress.Parse("10.0.0.1"), "here", default);
    }

    private static async Task Member(string database, string address, string host, int status = 3, string seen = "now()") => await HeldLock.Run(database, $"""
        insert into cluster.members (cluster, address, port, generation, name, host, status, started_at, last_alive_at) values ('one', '{address}', 1, (select count(*) from cluster.members), '{host}', '{host}', {status}, now(), {seen})
        """);
}
