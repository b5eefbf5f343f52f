using System.Diagnostics;
using SingleWindow.EndToEnd.Tests.Cluster;
using SingleWindow.EndToEnd.Tests.Crash;
using Xunit.Abstractions;

namespace SingleWindow.EndToEnd.Tests.Faults;

/// <summary>Three hubs, whatever happens to them and to their database, and clients that write down what they were told. <c>ops/soak</c> runs the same for as long as one likes.</summary>
[Collection(ClusterGroup.Name)]
public sealed class FaultTests(HubCluster cluster, ITestOutputHelper output)
{
    // People, not a benchmark: what is measured is the failure, and a machine with two processors shall have time for it.
    private static readonly TimeSpan Thinking = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ListPatience = TimeSpan.FromMinutes(2);

    private readonly History history = cluster.History;

    [Fact]
    public async Task Whatever_fails_what_was_acknowledged_is_there_once_and_in_order()
    {
        await cluster.Whole();
        await using var follower = new Follower(cluster.Database);
        follower.Start();
        await using (var clients = new Clients(history, cluster.AtNodes, 6, Thinking))
        {
            clients.Start();
            await clients.More(40);
            foreach (var (fault, node) in Plan(new ClusterFaults(cluster, clients, history, output.WriteLine)))
            {
                await fault(node);
                await clients.More(10);
            }
            await clients.Stop();
        }
        await RestartAll();
        await NothingIsWrong(follower);
    }

    [Fact]
    public async Task Who_is_only_busy_is_not_declared_dead()
    {
        await cluster.Whole();
        await using var follower = new Follower(cluster.Database);
        follower.Start();
        var (processes, dead) = (cluster.Nodes.Select(node => node.ProcessId).ToArray(), await cluster.Dead());
        var (before, began) = (Processors(), Stopwatch.GetTimestamp());
        await using (var clients = new Clients(history, cluster.AtNodes, 24, TimeSpan.Zero))
        {
            clients.Start();
            await clients.Until(() => Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(Setting("SINGLEWINDOW_SOAK_MINUTES", 0.25)), "it was busy for long enough", TimeSpan.FromDays(1));
            await clients.Stop();
        }
        var (idle, all) = (Processors().Idle - before.Idle, Processors().All - before.All);
        output.WriteLine($"busy: {history.Operations.Count} operations, the processors were busy for {100 - 100 * idle / all} % of {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        // Before anything is started again: who is declared dead ends himself.
        cluster.Nodes.Should().OnlyContain(node => node.IsRunning);
        cluster.Nodes.Select(node => node.ProcessId).Should().Equal(processes);
        (await cluster.Dead()).Should().Be(dead, "nobody was declared dead");
        await NothingIsWrong(follower);
    }

    // One of each, or as many as one likes at random.
    private (Func<int, Task> Fault, int Node)[] Plan(ClusterFaults faults)
    {
        Func<int, Task>[] all = [faults.HubKilled, faults.DatabaseRestarted, faults.DiskFull, faults.HubFrozen, faults.DatabaseKilled, faults.DatabaseReadOnly];
        var rounds = (int)Setting("SINGLEWINDOW_FAULT_ROUNDS", 0);
        if (rounds == 0) return [.. all.Select((fault, number) => (fault, number % cluster.Nodes.Count))];
        var seed = (int)Setting("SINGLEWINDOW_FAULT_SEED", Environment.TickCount);
        output.WriteLine($"{rounds} rounds, SINGLEWINDOW_FAULT_SEED={seed}");
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rounds).Select(_ => (all[random.Next(all.Length)], random.Next(cluster.Nodes.Count)))];
    }

    // One after the other, behind the gateway: no request fails that one retry does not cure.
    private async Task RestartAll()
    {
        await using var clients = new Clients(history, [cluster.AtDoor], 6, Thinking);
        clients.Start();
        await clients.More(20);
        foreach (var node in cluster.Nodes)
        {
            (await node.Terminate(ExitPatience)).Should().Be(0, node.Output);
            await clients.More(20);
            await node.Start();
            await clients.More(20);
        }
        await clients.Stop();
        output.WriteLine($"rolling restart: {clients.Calls.Count} calls, {clients.Calls.Count(call => call.Failure.Length > 0)} failed");
        clients.Calls.Where(call => call.Failure.Length > 0 && call.Attempt > 0).Should().BeEmpty();
    }

    private async Task NothingIsWrong(Follower follower)
    {
        await cluster.Whole();
        foreach (var (filing, number) in history.Sample.Select((filing, number) => (filing, number))) await Repeat(filing, cluster.AtNodes[number % cluster.Nodes.Count]);
        var heard = await follower.End();
        var store = await follower.All();
        Checker With(List<Listed> rows) => new(history.Operations, store, rows, heard);
        var list = await Eventually.Get(() => Listed.All(cluster.AtDoor), rows => !With(rows).Unlisted().Any(), "the list shows what is in the store", ListPatience);

        output.WriteLine($"{history.Operations.Count} operations, {history.Operations.Count(operation => operation.Outcome != Outcome.Done)} without an answer, {store.Count} events, {list.Count} applications");
        With(list).Violations().Should().BeEmpty();
        cluster.Nodes.Should().OnlyContain(node => node.IsRunning);
        (await cluster.Dead()).Should().Be(cluster.Ended, "nobody is declared dead who did not end");
    }

    // Whoever sends it again, at whichever server, gets the first answer.
    private async Task Repeat(Filing filing, Applicant at)
    {
        var began = Stopwatch.GetTimestamp();
        history.Add(Recorded.Done(0, Act.Draft, filing.Reference, began, Stopwatch.GetTimestamp(), await at.Draft(filing)));
        history.Add(Recorded.Done(0, Act.Submit, filing.Reference, began, Stopwatch.GetTimestamp(), await at.Submit(filing)));
    }

    private static double Setting(string name, double otherwise) => double.TryParse(Environment.GetEnvironmentVariable(name), out var set) ? set : otherwise;

    // Hundredths of seconds of all processors since the start of the machine: user, nice, system, idle, iowait...
    private static (long Idle, long All) Processors()
    {
        var times = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(long.Parse).ToArray();
        return (times[3] + times[4], times.Sum());
    }
}
