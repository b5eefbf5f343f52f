using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Storage;

namespace SingleWindow.Hub.Tests.Cluster;

/// <summary>Two nodes and what the installation does once.</summary>
public sealed class LeaseTests : IAsyncLifetime
{
    private readonly TwoNodes nodes = new();

    private static CancellationToken None => CancellationToken.None;

    public Task InitializeAsync() => nodes.InitializeAsync();

    public Task DisposeAsync() => nodes.DisposeAsync();

    [Fact]
    public async Task A_lease_is_held_by_one_and_goes_to_the_other_when_its_holder_stops()
    {
        using var first = await nodes.Join("first");
        var lease = await first.Take("feed", None);
        using var second = await nodes.Join("second");
        var next = second.Take("feed", None);
        next.IsCompleted.Should().BeFalse();

        await first.StopAsync(None);

        (await next).Fence.Should().BeGreaterThan(lease.Fence!.Value);
        lease.Over.IsCancellationRequested.Should().BeTrue();
        await second.StopAsync(None);
    }

    [Fact]
    public async Task A_member_that_is_declared_dead_loses_its_lease_at_once_and_can_write_nothing_more()
    {
        using var first = await nodes.Join("first");
        var lease = await first.Take("feed", None);
        await Write(lease, "first");
        using var second = await nodes.Join("second");

        await nodes.Run("update cluster.members set status = 6 where name = 'first'");
        await Write(await second.Take("feed", None), "second");

        // The first still believes that it has it, as a process that was frozen does.
        await FluentActions.Awaiting(() => Write(lease, "zombie")).Should().ThrowAsync<PostgresException>().Where(refusal => refusal.SqlState == "SWL01");
        (await nodes.Views.Query("select who from seen", row => row.Text(0), [], None)).Should().Equal("first", "second");
        await second.StopAsync(None);
    }

    [Fact]
    public async Task A_lease_is_not_taken_while_its_holder_writes_and_is_extended_meanwhile()
    {
        var node = await nodes.Member("first");
        var rows = new PostgresLeaseRows(nodes.Cluster, node);
        await rows.Make(["feed"], None);
        var lease = (await rows.Take(["feed"], 1, None)).Single();
        var other = new PostgresLeaseRows(nodes.Cluster, await nodes.Member("second"));
        await nodes.Run("update cluster.leases set until = '-infinity'");

        await nodes.Views.Write("test", async writer =>
        {
            await lease.Guard(writer);
            await writer.Flush();
            (await other.Take(["feed"], 1, None)).Should().BeEmpty();
            (await rows.Extend([lease], None)).Should().Equal("feed");
        }, None);

        (await other.Take(["feed"], 1, None)).Should().BeEmpty("it was extended");
        await rows.GiveBack([lease], None);
        (await other.Take(["feed"], 1, None)).Should().ContainSingle().Which.Fence.Should().Be(lease.Fence + 1);
        (await rows.Extend([lease], None)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_node_that_froze_in_the_middle_of_a_transaction_does_not_keep_its_lease_from_the_others()
    {
        await nodes.Member("first");
        var lease = (await TakeOnce("first")).Single();
        // No time-out of ours: inside a pipeline of statements the server sees none either.
        await using var frozen = new NpgsqlConnection(nodes.Database + ";Pooling=false");
        await frozen.OpenAsync();
        await using var transaction = await frozen.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand($"call cluster.hold_lease('feed', {lease.Fence})", frozen)) await hold.ExecuteNonQueryAsync();
        await nodes.Run("update cluster.members set status = 6 where name = 'first'");

        using var second = await nodes.Join("second");

        (await second.Take("feed", None).WaitAsync(TimeSpan.FromSeconds(30))).Fence.Should().BeGreaterThan(lease.Fence!.Value);
        await FluentActions.Awaiting(() => transaction.CommitAsync()).Should().ThrowAsync<NpgsqlException>();
        await second.StopAsync(None);
    }

    [Fact]
    public async Task Nodes_share_and_share_anew_when_one_comes()
    {
        string[] all = [.. Enumerable.Range(0, 9).Select(number => $"kind {number}")];
        int HeldBy(ILeases node) => all.Count(name => node.Held(name) is not null);
        using var first = await nodes.Join("first");
        await Eventually.Holds(() => HeldBy(first) == 9, "one alone does everything");

        using var second = await nodes.Join("second");
        await Eventually.Holds(() => HeldBy(second) == 4 && HeldBy(first) == 5, "the second has its share");

        await nodes.Run("update cluster.members set status = 6 where name = 'first'");
        await Eventually.Holds(() => HeldBy(second) == 9 && HeldBy(first) == 0, "who is left does everything");
        await second.StopAsync(None);
        await first.StopAsync(None);
    }

    [Fact]
    public async Task A_member_that_does_not_reach_the_database_has_no_share()
    {
        await nodes.Member("cut off");
        string[] all = [.. Enumerable.Range(0, 9).Select(number => $"kind {number}")];
        using var first = await nodes.Join("first");

        await Eventually.Holds(() => all.All(name => first.Held(name) is not null), "who can does everything");
        await first.StopAsync(None);
    }

    [Fact]
    public async Task What_only_one_node_knows_is_taken_by_it_though_the_others_have_had_their_share_for_long()
    {
        using var first = await nodes.Join("first");
        await Eventually.Holds(() => Enumerable.Range(0, 5).All(number => first.Held($"a{number}") is not null), "the first has everything that it knows");

        using var second = await nodes.Join("second");
        await Eventually.Holds(() => Enumerable.Range(0, 5).Count(number => second.Held($"a{number}") is not null | first.Held($"a{number}") is not null) == 5 && second.Held("z new") is not null, "the new work is done");
        await second.StopAsync(None);
        await first.StopAsync(None);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_node_whose_clock_is_a_day_astray_does_nothing_that_runs_once(int days)
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(days));
        using var astray = await nodes.Join("astray", clock);
        astray.Held("feed").Should().BeNull();
        using var right = await nodes.Join("right");

        (await right.Take("feed", None)).Over.IsCancellationRequested.Should().BeFalse();
        astray.Held("feed").Should().BeNull();
        await right.StopAsync(None);
        clock.SetUtcNow(TimeProvider.System.GetUtcNow().AddDays(2));
        astray.Held("feed").Should().BeNull();
        await astray.StopAsync(None);
    }

    [Fact]
    public async Task A_node_that_was_declared_dead_appends_nothing()
    {
        var node = await nodes.Member("first");
        await using var store = new PostgresEventStore(new(nodes.Database), NullLogger<PostgresEventStore>.Instance, node);
        await using var other = new PostgresEventStore(new(nodes.Database), NullLogger<PostgresEventStore>.Instance, await nodes.Member("second"));
        await store.Append(Appends.Request("a", Appends.To("one", 0)), None);
        var fenced = new PostgresViewStore(new(nodes.Database), node);

        await nodes.Run("update cluster.members set status = 6 where name = 'first'");

        await FluentActions.Awaiting(() => store.Append(Appends.Request("b", Appends.To("one", 1)), None)).Should().ThrowAsync<OutcomeUnknownException>();
        await FluentActions.Awaiting(() => fenced.Write("test", writer => writer.Execute("insert into seen (who) values ('zombie')"), None)).Should().ThrowAsync<PostgresException>();
        (await other.Append(Appends.Request("c", Appends.To("one", 1)), None)).Position.Should().Be(2);
        await fenced.DisposeAsync();
    }

    private async Task<IReadOnlyList<Lease>> TakeOnce(string node)
    {
        var rows = new PostgresLeaseRows(nodes.Cluster, new(node));
        await rows.Make(["feed"], None);
        return await rows.Take(["feed"], 1, None);
    }

    private async Task Write(Lease lease, string who) => await nodes.Views.Write("test", async writer =>
    {
        await lease.Guard(writer);
        await writer.Execute("insert into seen (who) values ($1)", who);
    }, None);
}
