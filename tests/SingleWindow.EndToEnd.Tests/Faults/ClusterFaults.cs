using System.Diagnostics;
using System.Text;
using SingleWindow.EndToEnd.Tests.Cluster;
using SingleWindow.EndToEnd.Tests.Crash;

namespace SingleWindow.EndToEnd.Tests.Faults;

/// <summary>What can happen to a cluster, and how soon it must be over. Each leaves the cluster whole, and clients work all the time.</summary>
internal sealed class ClusterFaults(HubCluster cluster, Clients clients, History history, Action<string> tell)
{
    // New calls succeed again, and calls in flight are over.
    private static readonly TimeSpan KilledBound = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FlightBound = TimeSpan.FromSeconds(5);

    // Less than a call waits for a hub that is dead.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    // Who is dead refuses at once; who is frozen is silent, and each probe waits for it.
    private static readonly TimeSpan FrozenBound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FrozenFor = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan DatabaseBound = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(30);

    // So many rows of a batch are written at once, and no fewer before its end.
    private const int Lines = 200;

    /// <summary>A hub is gone from one moment to the next.</summary>
    public async Task HubKilled(int node)
    {
        var struck = Stopwatch.GetTimestamp();
        await cluster.Nodes[node].Kill9();
        await clients.More(120);

        Over("kill -9 of a hub", struck, node).Should().BeLessThan(KilledBound, "new calls succeed again");
        var flying = history.Operations.Where(operation => operation.Began < struck && operation.Ended > struck).ToArray();
        flying.Select(operation => Stopwatch.GetElapsedTime(struck, operation.Ended)).Append(default).Max().Should().BeLessThan(FlightBound, "calls in flight are answered or cured");
        flying.Should().OnlyContain(operation => operation.Failures <= 1, "one retry cures");
        await LeasesHaveMoved();
        await cluster.Whole();
    }

    /// <summary>A hub sleeps while the others go on without it, wakes, and believes itself alive.</summary>
    public async Task HubFrozen(int node)
    {
        var zombie = cluster.Nodes[node];
        var told = zombie.Output.Length;
        var server = cluster.Patiently(node);
        // Batches of which it has written one half: the other one lies in its buffers when it wakes, and it writes it itself, before anybody can tell it that it is dead.
        var rest = new TaskCompletionSource();
        var halves = Enumerable.Range(0, 8).Select(_ => Unfinished(server, rest.Task)).ToArray();
        // Not each: a connection that died with the database is found out by whoever uses it first, and that batch is refused.
        await Eventually.Get(HalfWritten, written => written > halves.Length / 2, "one half of most batches is written");
        var struck = Stopwatch.GetTimestamp();
        await zombie.Signal("STOP");
        await clients.More(120);
        Over("SIGSTOP of a hub", struck, node).Should().BeLessThan(FrozenBound, "new calls succeed again");
        await LeasesHaveMoved();
        await clients.Until(() => Stopwatch.GetElapsedTime(struck) > FrozenFor, "it has slept for long enough");

        rest.SetResult();
        // Of these it asks others, and they may be done.
        var sent = Enumerable.Range(0, 40).Select(_ => Late(server)).ToArray();
        await zombie.Signal("CONT");
        await zombie.Ended(ExitPatience);

        await Task.WhenAll([.. halves, .. sent]);
        zombie.Output[told..].Should().Contain("SWL02", "the database refused what it wanted to write");
        await cluster.Whole();
        await Eventually.Get(HalfWritten, written => written == 0, "who takes its place finds what it left, and destroys it");
    }

    /// <summary>The database is stopped in order and started again.</summary>
    public Task DatabaseRestarted(int node) => Database("restart of the database", "stop");

    /// <summary>The database is gone from one moment to the next.</summary>
    public Task DatabaseKilled(int node) => Database("kill -9 of the database", "kill");

    /// <summary>There is no room for another row, until there is.</summary>
    public Task DiskFull(int node) => Unwritable("full disk", node, cluster.Disk.Fill, cluster.Disk.MakeRoom);

    /// <summary>Nobody may write, as after a failover to a replica or when a provider sees the disk fill up.</summary>
    public Task DatabaseReadOnly(int node) => Unwritable("read-only database", node, () => Set("on"), () => Set("off"));

    private async Task Database(string what, string command)
    {
        var struck = Stopwatch.GetTimestamp();
        await cluster.Server.Tell(command);
        await cluster.Server.Tell("start");
        var started = Stopwatch.GetElapsedTime(struck);
        await clients.More(60);
        (Over(what, struck) - started).Should().BeLessThan(DatabaseBound, "the connections are found anew");
        await cluster.Whole();
    }

    private async Task Unwritable(string what, int node, Func<Task> begin, Func<Task> end)
    {
        var processes = cluster.Nodes.Select(hub => hub.ProcessId).ToArray();
        var struck = Stopwatch.GetTimestamp();
        await begin();
        try
        {
            await clients.Until(() => Failed(struck).Count(call => call.Act != Act.Read) > 10, "writers are refused");
            foreach (var filing in history.Sample.TakeLast(20)) (await cluster.AtNodes[node].Read(filing)).Status.Should().Be(200, "reads go on");
        }
        finally
        {
            await end();
        }
        var room = Stopwatch.GetElapsedTime(struck);
        await clients.More(60);
        Failed(struck).Select(call => call.Failure).Should().OnlyContain(failure => failure.StartsWith("503", StringComparison.Ordinal) && failure.Contains("API-00016"));
        Failed(struck).Should().NotContain(call => call.Act == Act.Read, "reads go on");
        (Over(what, struck) - room).Should().BeLessThan(DatabaseBound, "it goes on by itself");
        cluster.Nodes.Select(hub => hub.ProcessId).Should().Equal(processes, "nothing was started again");
        await cluster.Whole();
    }

    // From the blow to the beginning of the last call, at a server that lives, that was not answered well, or not soon: as far as the machine can, on which others work, too.
    private TimeSpan Over(string what, long struck, int victim = -1)
    {
        var after = clients.Calls.Where(call => call.Began > struck && call.Server != victim).ToArray();
        var soon = clients.Calls.Where(call => call.Ended < struck && call.Failure.Length == 0).TakeLast(200).Select(call => 2 * Stopwatch.GetElapsedTime(call.Began, call.Ended)).Append(Soon).Max();
        var bad = after.Where(call => call.Failure.Length > 0 || Stopwatch.GetElapsedTime(call.Began, call.Ended) > soon).ToArray();
        var over = bad.Select(call => Stopwatch.GetElapsedTime(struck, call.Began)).DefaultIfEmpty().Max();
        var flight = history.Operations.Where(operation => operation.Began < struck && operation.Ended > struck).Select(operation => Stopwatch.GetElapsedTime(struck, operation.Ended)).DefaultIfEmpty().Max();
        tell($"{TimeProvider.System.GetUtcNow():HH:mm:ss} {what}: {after.Length} calls after it, {bad.Count(call => call.Failure.Length > 0)} failed, {bad.Count(call => call.Failure.Length == 0)} took more than {soon.TotalSeconds:0.0} s; the last of them began after {over.TotalSeconds:0.0} s; calls in flight were over after {flight.TotalSeconds:0.0} s");
        foreach (var group in bad.Where(call => call.Failure.Length > 0).GroupBy(call => call.Failure)) tell($"  {group.Count()} x {group.Key}");
        return over;
    }

    private IEnumerable<Call> Failed(long since) => clients.Calls.Where(call => call.Began > since && call.Failure.Length > 0);

    private async Task Set(string readOnly)
    {
        await cluster.Server.Run($"alter system set default_transaction_read_only = {readOnly}");
        await cluster.Server.Run("select pg_reload_conf()");
    }

    private async Task Late(Applicant server)
    {
        var filing = history.NewFiling();
        var operation = new Operation(history.NewClient(), Act.Draft, filing.Reference, Stopwatch.GetTimestamp(), 0, Outcome.Unknown);
        try
        {
            var answer = await server.Draft(filing);
            if (answer.Status == 201) operation = Recorded.Done(operation.Client, operation.Act, operation.Reference, operation.Began, 0, answer);
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            // It ended before it answered.
        }
        history.Add(operation with { Ended = Stopwatch.GetTimestamp() });
    }

    // A batch that is written while it comes, by the node that it comes to. Whoever sends it is not answered, or told that it was not done.
    private async Task Unfinished(Applicant server, Task rest)
    {
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{}\n", Lines)));
        try
        {
            (await server.SendBatch(new InTwoHalves(lines, rest), $"half-{history.NewClient()}")).Status.Should().Be(503, "it cannot be known yet whether this is done");
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            // It ended before it answered.
        }
    }

    private async Task<int> HalfWritten() => (await cluster.Ask("select id from batches.batches b where not exists (select from events.streams s where s.stream = b.id)")).Count;

    private async Task LeasesHaveMoved() => await Eventually.Get(
        () => cluster.Ask("select name from cluster.leases l where not exists (select from cluster.members m where m.name = l.holder and m.status = 3)"),
        orphans => orphans.Count == 0, "every lease is held by a node that lives");
}
