using System.Diagnostics;
using SingleWindow.EndToEnd.Tests.Cluster;
using Xunit.Abstractions;

namespace SingleWindow.EndToEnd.Tests.Faults;

/// <summary>Two gateways before two hubs, one of which is killed while clients work.</summary>
[Collection(ClusterGroup.Name)]
public sealed class TwoDoorsTests(HubCluster cluster, ITestOutputHelper output)
{
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task When_a_hub_is_killed_no_more_than_what_was_on_its_way_fails()
    {
        await cluster.Whole();
        await using var other = cluster.AnotherDoor();
        await other.Start();
        (await cluster.Nodes[2].Terminate(ExitPatience)).Should().Be(0);
        await using (var clients = new Clients(cluster.History, [cluster.AtDoor, cluster.AtDoor.At(other.Client)], 12, Thinking))
        {
            clients.Start();
            await clients.More(30);
            var struck = Stopwatch.GetTimestamp();
            await cluster.Nodes[0].Kill9();
            var gone = Stopwatch.GetTimestamp();
            await clients.More(60);
            await clients.Stop();

            var flying = clients.Calls.Count(call => call.Began < gone && call.Ended > struck);
            var failed = clients.Calls.Where(call => call.Failure.Length > 0).ToArray();
            output.WriteLine($"{clients.Calls.Count} calls, {flying} on their way, {failed.Length} failed: {string.Join("; ", failed.Select(call => $"{call.Act} {call.Failure} after {Stopwatch.GetElapsedTime(struck, call.Began).TotalSeconds:0.00} s"))}");
            failed.Where(call => call.Ended < struck).Should().BeEmpty();
            failed.Length.Should().BeLessThanOrEqualTo(flying);
        }
        await cluster.Whole();
    }
}
