using System.Diagnostics;
using SingleWindow.EndToEnd.Tests.Crash;
using SingleWindow.EndToEnd.Tests.Hosting;
using Xunit.Abstractions;

namespace SingleWindow.EndToEnd.Tests.Cluster;

/// <summary>What was acknowledged by a cluster is there once, and it is soon there again, whatever one node dies of.</summary>
[Collection(ClusterGroup.Name)]
public sealed class ClusterTests(HubCluster cluster, ITestOutputHelper output)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    // A process that is gone refuses at once; one that is frozen is silent, and each probe waits for it.
    private static readonly TimeSpan FrozenBound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_killed_node_is_soon_replaced_and_nothing_is_lost_or_doubled()
    {
        await cluster.Whole();
        await using var load = new Load(cluster.AtNodes, first: 100_000);
        load.Start();
        await load.More(40);

        load.Avoided[0] = true;
        var struck = Stopwatch.GetTimestamp();
        await cluster.Nodes[0].Kill9();
        await load.More(150);
        await load.Stop();

        Recovered(load, struck).Should().BeLessThan(Bound, "a new call succeeds again");
        await LeasesHaveMoved();
        await EverythingIsThereOnce(load, cluster.AtNodes[1]);
    }

    [Fact]
    public async Task A_node_that_was_frozen_for_25_seconds_wakes_and_writes_nothing()
    {
        await cluster.Whole();
        await using var load = new Load(cluster.AtNodes, first: 200_000);
        load.Start();
        await load.More(40);

        load.Avoided[1] = true;
        var struck = Stopwatch.GetTimestamp();
        await cluster.Nodes[1].Signal("STOP");
        await load.More(100);
        await load.Stop();
        Recovered(load, struck).Should().BeLessThan(FrozenBound, "a new call succeeds again");
        await EverythingIsThereOnce(load, cluster.AtNodes[2]);
        await LeasesHaveMoved();
        var rest = TimeSpan.FromSeconds(25) - Stopwatch.GetElapsedTime(struck);
        if (rest > TimeSpan.Zero) await Task.Delay(rest);
        var before = await Everything();

        await cluster.Nodes[1].Signal("CONT");
        await cluster.Nodes[1].Ended(ExitPatience);

        (await Everything()).Should().Equal(before, "who was declared dead has nothing more to say");
    }

    [Fact]
    public async Task All_are_restarted_one_after_the_other_and_no_request_fails_that_one_retry_does_not_cure()
    {
        await cluster.Whole();
        await using var load = new Load([cluster.AtDoor], first: 300_000);
        load.Start();
        await load.More(20);

        foreach (var node in cluster.Nodes)
        {
            (await node.Terminate(ExitPatience)).Should().Be(0, node.Output);
            await load.More(20);
            await node.Start();
            await load.More(20);
        }
        await load.Stop();

        output.WriteLine($"{load.Calls.Count} calls, {load.Calls.Count(call => call.Failure.Length > 0)} failed");
        load.Calls.Where(call => call.Failure.Length > 0 && call.Attempt > 0).Should().BeEmpty();
        await EverythingIsThereOnce(load, cluster.AtDoor);
    }

    [Fact]
    public async Task Another_cluster_on_the_same_store_does_not_start()
    {
        var refused = await HostProcess.RunHost(["--roles", "hub", "--Cluster:Id=another", "--Hub:Urls=http://127.0.0.1:0", "--Management:Urls=http://127.0.0.1:0", "--Silo:Port=0", "--Silo:GatewayPort=0", .. cluster.Store()]);

        refused.ExitCode.Should().Be(1);
        refused.Errors.Should().Contain("belongs to the cluster 'singlewindow'").And.Contain("Cluster:Id").And.NotContain("temporary", "that is the password");
    }

    // From the blow to the beginning of the last call, at a node that lives, that did not get its answer at once.
    private TimeSpan Recovered(Load load, long struck)
    {
        var after = load.Calls.Where(call => call.Began > struck).ToArray();
        var failed = after.Where(call => call.Failure.Length > 0).ToArray();
        var flying = load.Calls.Where(call => call.Began <= struck && call.Ended > struck).Select(call => Stopwatch.GetElapsedTime(struck, call.Ended)).DefaultIfEmpty().Max();
        var slow = after.Where(call => call.Failure.Length == 0 && Stopwatch.GetElapsedTime(call.Began, call.Ended) > TimeSpan.FromSeconds(1)).ToArray();
        var last = failed.Concat(slow).Select(call => Stopwatch.GetElapsedTime(struck, call.Began)).DefaultIfEmpty().Max();
        output.WriteLine($"{after.Length} calls began after the blow, {failed.Length} failed, {slow.Length} took more than 1 s; the last of them began after {last.TotalSeconds:0.0} s; calls in flight were over after {flying.TotalSeconds:0.0} s");
        foreach (var why in failed.GroupBy(call => call.Failure.Split("\"traceId\"")[0]).Select(group => $"{group.Count()} x {group.Key}")) output.WriteLine(why);
        if (last > FrozenBound) foreach (var node in cluster.Nodes) output.WriteLine(node.Output);
        return last;
    }

    private static async Task EverythingIsThereOnce(Load load, Applicant at)
    {
        var filings = load.Filings.ToArray();
        filings.Select(filing => filing.Id).Should().OnlyHaveUniqueItems();
        foreach (var filing in filings.TakeLast(20))
        {
            (await at.Draft(filing)).Should().Be(filing.Drafted, "a retry gives the first answer");
            (await at.Submit(filing)).Should().Be(filing.Submitted, "a retry gives the first answer");
        }
        var numbers = filings.Select(filing => filing.Id).ToHashSet();
        var list = await Eventually.Get(at.List, rows => rows.Count(row => numbers.Contains(row.Id) && row.Status == "submitted") >= numbers.Count, "everything that was acknowledged is listed");
        list.Count(row => numbers.Contains(row.Id)).Should().Be(numbers.Count, "and each once");
    }

    private async Task LeasesHaveMoved() => await Eventually.Get(
        () => cluster.Ask("select name from cluster.leases l where not exists (select from cluster.members m where m.name = l.holder and m.status = 3)"),
        orphans => orphans.Count == 0, "every lease is held by a node that lives");

    // All that is durable, as far as it may only change through an event, a checkpoint or a lease.
    private Task<IReadOnlyList<string>> Everything() => cluster.Ask("""
        select 'events', value, '' from events.counters union all select name, position, '' from views.checkpoints union all
        select name, fence, holder from cluster.leases union all select 'open work', count(*), '' from views.due_work where done = 0 order by 1
        """);
}
