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
}
