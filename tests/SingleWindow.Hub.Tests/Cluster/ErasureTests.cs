using Microsoft.Extensions.Logging.Abstractions;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Storage;

namespace SingleWindow.Hub.Tests.Cluster;

/// <summary>What one node destroys, another soon no longer knows.</summary>
public sealed class ErasureTests
{
    private static readonly KeyRef Health = new("wrk_1", "health"), Identity = new("wrk_1", "identity"), Other = new("wrk_2", "identity");

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_key_that_another_node_destroyed_is_forgotten()
    {
        var database = await (await PostgresServer.Shared).NewDatabase();
        await using var rows = new PostgresKeyRows(new(database));
        using var here = Vault(rows);
        using var there = Vault(rows);
        using var follower = new ErasureFollower(rows, here, NullLogger<ErasureFollower>.Instance);
        await follower.StartAsync(None);
        await here.GetOrCreate([Health, Identity, Other], None);

        await there.Destroy("wrk_1", "health", None);
        await Eventually.Holds(async () => await here.Find(Health, None) is null, "one class is forgotten");
        (await here.Find(Identity, None)).Should().NotBeNull();

        await there.Destroy("wrk_1", null, None);
        await Eventually.Holds(async () => await here.Find(Identity, None) is null, "the person is forgotten");
        (await here.Find(Other, None)).Should().NotBeNull();
        await follower.StopAsync(None);
    }

    private static OpeningVault Vault(PostgresKeyRows rows) => new(ct => KeyVault.Open(rows, new(new byte[32], []), NullLogger<KeyVault>.Instance, ct));
}
