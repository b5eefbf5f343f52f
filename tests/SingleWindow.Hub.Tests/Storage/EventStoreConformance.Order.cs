using Orleans.Storage;
using SingleWindow.Hub.Storage;
using static SingleWindow.Hub.Tests.Storage.Appends;

namespace SingleWindow.Hub.Tests.Storage;

public abstract partial class EventStoreConformance
{
    [Fact]
    public async Task Positions_are_dense_under_64_concurrent_appenders_with_conflicts_among_them()
    {
        const int appenders = 64, each = 20;
        var conflicts = 0;

        await Task.WhenAll(Enumerable.Range(0, appenders).Select(appender => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                await Store.Append(Request($"{appender}/{i}", To($"own {appender}", i)), None);
                // Eight appenders fight for one version of a shared stream.
                var (_, refusal) = await Caught(Store.Append(Request($"{appender}/{i} shared", To($"shared {appender / 8}/{i}", 0)), None));
                if (refusal is InconsistentStateException) Interlocked.Increment(ref conflicts);
            }
        })));

        var all = await Store.ReadAll(0, int.MaxValue, None);
        conflicts.Should().Be(appenders * each - appenders / 8 * each);
        all.Select(e => e.Position).Should().Equal(Enumerable.Range(1, appenders * each + appenders / 8 * each).Select(i => (long)i));
        all.GroupBy(e => e.Stream).Should().OnlyContain(stream => stream.Select((e, i) => e.Version == i + 1).All(dense => dense));
    }

    [Fact]
    public async Task A_conflict_fails_only_itself_within_a_batch()
    {
        var results = await InOneBatch(Request("a", To("one", 0)), Request("b", To("one", 0)), Request("c", To("one", 1)), Request("d", To("two", 0)));

        results.Select(result => result.Result?.Position).Should().Equal(2, null, 3, 4);
        results[1].Refusal.Should().BeOfType<InconsistentStateException>();
    }

    [Fact]
    public async Task A_reader_never_skips_while_a_writer_is_held_open()
    {
        await Store.Append(Request("a", To("one", 0)), None);
        var seen = new List<long>();
        async Task Read() => seen.AddRange((await Store.ReadAll(seen.LastOrDefault(), 100, None)).Select(e => e.Position));

        Task<CommandResult> waiting;
        await using (await HoldWriter("one"))
        {
            waiting = Store.Append(Request("b", To("two", 0)), None);
            await Read();
            seen.Should().Equal(1);
            (await Store.ReadHead(None)).Should().Be(1);
        }
        await waiting;
        await Read();

        seen.Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task A_wait_for_events_ends_with_the_next_commit()
    {
        var wait = Store.WaitForEventsAfter(0, TimeSpan.FromMinutes(5), None);
        wait.IsCompleted.Should().BeFalse();

        await Store.Append(Request("a", To("one", 0)), None);

        await wait.WaitAsync(TimeSpan.FromSeconds(30));
        await Store.WaitForEventsAfter(0, TimeSpan.FromMinutes(5), None).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_wait_for_events_ends_with_its_patience_or_its_token()
    {
        await Store.WaitForEventsAfter(0, TimeSpan.FromMilliseconds(1), None);

        var cancelled = () => Store.WaitForEventsAfter(0, TimeSpan.FromMinutes(5), new CancellationToken(canceled: true));

        await cancelled.Should().ThrowAsync<OperationCanceledException>();
    }
}
