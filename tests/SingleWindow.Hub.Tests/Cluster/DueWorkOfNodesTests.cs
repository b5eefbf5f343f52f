using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Cluster;

/// <summary>Two nodes and the deadlines of one installation.</summary>
public sealed class DueWorkOfNodesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 10, 0, 0, TimeSpan.Zero);

    private readonly TwoNodes nodes = new();
    private readonly ConcurrentQueue<(string Node, string Work)> done = [];

    private static CancellationToken None => CancellationToken.None;

    public Task InitializeAsync() => nodes.InitializeAsync();

    public Task DisposeAsync() => nodes.DisposeAsync();

    [Fact]
    public async Task Each_deadline_rings_once_and_what_is_due_when_a_node_dies_rings_at_the_other_whatever_their_clocks_say()
    {
        using var first = await nodes.Join("first");
        using var second = await nodes.Join("second");
        await using var ofFirst = nodes.ViewsOf("first");
        await using var ofSecond = nodes.ViewsOf("second");
        // A day ahead of the other.
        using var early = Pump("first", ofFirst, first, Start.AddDays(1));
        using var late = Pump("second", ofSecond, second, Start);
        await Schedule(0, 20);

        await Eventually.Holds(async () => await Polled(early, late) && done.Count >= 20, "everything rang");
        await Polled(early, late);
        done.Select(one => one.Work).Should().OnlyHaveUniqueItems().And.HaveCount(20);

        var holder = done.First().Node;
        await nodes.Run($"update cluster.members set status = 6 where name = '{holder}'");
        await Schedule(20, 20);
        // The dead one does not know yet that it is dead.
        await Eventually.Holds(async () => await Polled(early, late) && done.Count(one => one.Node != holder) >= 20, "the other one does it");
        (await nodes.Views.Query("select id from due_work where done = 0", row => row.Text(0), [], None)).Should().BeEmpty();
        await second.StopAsync(None);
        await first.StopAsync(None);
    }

    private static async Task<bool> Polled(params DueWorkPump[] pumps)
    {
        await Task.WhenAll(pumps.Select(pump => pump.Poll(None)));
        return true;
    }

    private DueWorkPump Pump(string node, IViewStore views, ILeases leases, DateTimeOffset now) =>
        new(views, new LegalClock(new FakeTimeProvider(now)), [new Recorder(node, done)], NullLogger<DueWorkPump>.Instance, leases);

    private Task Schedule(int from, int count) => nodes.Views.Write("test", async writer =>
    {
        for (var number = from; number < from + count; number++) await writer.Schedule($"work {number}", Start, "deadline", new($"app_{number}"));
    }, None);

    private sealed class Recorder(string node, ConcurrentQueue<(string Node, string Work)> done) : IDueWorkHandler
    {
        public string Kind => "deadline";

        public Task Run(DueWork work, CancellationToken ct)
        {
            done.Enqueue((node, work.Id));
            return Task.CompletedTask;
        }
    }
}
