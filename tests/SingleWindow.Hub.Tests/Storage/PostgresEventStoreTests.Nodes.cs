using System.Diagnostics;
using Orleans.Storage;
using SingleWindow.Hub.Storage;
using static SingleWindow.Hub.Tests.Storage.Appends;

namespace SingleWindow.Hub.Tests.Storage;

/// <summary>Several nodes on one database, and what a network can do to them.</summary>
public sealed partial class PostgresEventStoreTests
{
    [Fact]
    public async Task Two_nodes_that_write_at_once_give_dense_positions_and_a_reader_skips_none()
    {
        const int appenders = 32, each = 20, shared = 20;
        await using var other = Connect();
        var seen = new List<long>();
        using var written = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            // Once more after everything is written.
            for (var last = false; !last;)
            {
                last = written.IsCancellationRequested;
                seen.AddRange((await other.ReadAll(seen.LastOrDefault(), 50, None)).Select(e => e.Position));
                if (last && seen.Count < await other.ReadHead(None)) last = false;
            }
        });

        await Task.WhenAll(Enumerable.Range(0, appenders).Select(appender => Task.Run(async () =>
        {
            var node = appender % 2 == 0 ? Store : other;
            for (var i = 0; i < each; i++)
            {
                await node.Append(Request($"{appender}/{i}", To($"own {appender}", i)), None);
                // All of them fight for one stream.
                var (_, refusal) = await Caught(node.Append(Request($"{appender}/{i} shared", To("shared", i)), None));
                if (refusal is not null) refusal.Should().BeOfType<InconsistentStateException>();
            }
        })));
        await written.CancelAsync();
        await reading;

        seen.Should().Equal(Enumerable.Range(1, seen.Count).Select(i => (long)i));
        seen.Should().HaveCount(appenders * each + shared);
        (await Store.ReadStream(new("shared"), 0, None)).Select(e => e.Version).Should().Equal(Enumerable.Range(1, shared).Select(i => (long)i));
    }

    [Fact]
    public async Task A_commit_of_one_node_wakes_the_readers_of_another()
    {
        await using var other = Connect();
        await other.ReadHead(None);
        var wait = other.WaitForEventsAfter(0, TimeSpan.FromMinutes(5), None);

        await Store.Append(Request("a", To("one", 0)), None);

        await wait.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_node_that_freezes_with_the_lock_in_its_hand_is_cut_off_and_the_others_lose_nothing()
    {
        var frozen = await HeldLock.Take(database, []);
        var started = Stopwatch.GetTimestamp();

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Store.Append(Request($"{i}", To($"{i}", 0)), None)));

        Stopwatch.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(5));
        results.Select(result => result.Position).Order().Should().Equal(Enumerable.Range(1, 100).Select(i => (long)i));
        await FluentActions.Awaiting(() => frozen.DisposeAsync().AsTask()).Should().ThrowAsync<Npgsql.NpgsqlException>();
    }

    [Fact]
    public async Task A_connection_that_is_cut_before_the_commit_leaves_nothing_and_the_command_may_be_sent_again()
    {
        Task<CommandResult> append;
        await using (await HoldWriter())
        {
            append = Store.Append(Request("a", To("one", 0)), None);
            await Eventually.Holds(
                async () => (long)(await Run("select count(pg_terminate_backend(pid)) from pg_stat_activity where wait_event = 'advisory' and datname = current_database()"))! == 1,
                "the append waits for the lock");
            (await Caught(append)).Refusal.Should().BeOfType<OutcomeUnknownException>();
        }

        (await Store.FindCommand(Command("a"), None)).Should().BeNull();
        (await Store.Append(Request("a", To("one", 0)), None)).Should().Match<CommandResult>(result => result.Position == 1 && !result.Repeated);
    }

    [Fact]
    public async Task A_connection_that_is_cut_after_the_commit_leaves_the_outcome_unknown_and_the_command_tells_it()
    {
        await using var wire = new DeafWire(database);
        await using var node = Connect(wire.Database);
        await node.Append(Request("a", To("one", 0)), None);

        wire.LoseAnswers();
        var append = node.Append(Request("b", To("one", 1)), None);
        await Eventually.Holds(async () => await Store.FindCommand(Command("b"), None) is not null, "the append is committed");
        wire.Cut();

        (await Caught(append)).Refusal.Should().BeOfType<OutcomeUnknownException>();
        (await node.Append(Request("b", To("one", 1)), None)).Should().Match<CommandResult>(result => result.Version == 2 && result.Repeated);
        (await node.ReadHead(None)).Should().Be(2);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("kill")]
    public async Task A_server_that_is_started_again_is_found_again(string end)
    {
        await using var server = await PostgresServer.Start();
        var address = await server.NewDatabase();
        await using var node = Connect(address);
        await using var other = Connect(address);
        await node.Append(Request("a", To("one", 0)), None);
        // Several idle connections, all of which die.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => node.ReadAll(0, 10, None)));

        await server.Tell(end);
        (await Caught(node.Append(Request("b", To("one", 1)), None))).Refusal.Should().BeOfType<OutcomeUnknownException>();
        await FluentActions.Awaiting(() => node.ReadHead(None)).Should().ThrowAsync<Npgsql.NpgsqlException>();
        await server.Tell("start");

        (await node.ReadHead(None)).Should().Be(1);
        var wait = other.WaitForEventsAfter(1, TimeSpan.FromMinutes(5), None);
        (await node.Append(Request("b", To("one", 1)), None)).Position.Should().Be(2);
        await wait.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
