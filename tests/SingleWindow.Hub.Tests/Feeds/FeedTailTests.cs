using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Feeds;

public sealed class FeedTailTests : IAsyncLifetime
{
    private readonly FeedFixture feed = new();
    private readonly Reader reader = new();

    public Task InitializeAsync() => feed.Append([.. Enumerable.Range(1, 3000).Select(number => $"kind-{number % 7}")]);

    public async Task DisposeAsync() => await feed.DisposeAsync();

    [Fact]
    public async Task Who_follows_closely_gets_what_another_has_read()
    {
        using var tail = new FeedTail(feed.Events, reader);
        for (var consumer = 0; consumer < 5; consumer++)
            (await All(tail, from: 1500, batch: 300 + 50 * consumer)).Select(one => one.Position).Should().Equal(Enumerable.Range(1501, 1500).Select(position => (long)position));

        reader.Opened.Should().OnlyHaveUniqueItems().And.HaveCount(1500);
    }

    [Fact]
    public async Task Who_is_far_behind_gets_everything_all_the_same()
    {
        using var tail = new FeedTail(feed.Events, reader);
        await All(tail, from: 0, batch: 500);

        (await All(tail, from: 0, batch: 77)).Select(one => (one.Position, one.Event)).Should().Equal(Enumerable.Range(1, 3000).Select(position => ((long)position, (object)$"kind-{position % 7}")));
    }

    [Fact]
    public async Task What_is_ignored_is_passed_over_unopened()
    {
        using var tail = new FeedTail(feed.Events, reader);

        var (read, to) = await tail.After(2000, 70, stored => stored.Type != "kind-3", CancellationToken.None);

        to.Should().Be(2070);
        read.Select(one => one.Event).Should().HaveCount(10).And.OnlyContain(name => name.Equals("kind-3"));
        reader.Opened.Should().Equal(read.Select(one => one.Position));
    }

    [Fact]
    public async Task What_was_opened_is_shown_only_as_long_as_its_key_lives()
    {
        using var tail = new FeedTail(feed.Events, reader);
        await All(tail, from: 2500, batch: 500);
        reader.Erased = true;

        (await All(tail, from: 2500, batch: 100)).Should().HaveCount(500).And.OnlyContain(one => one.Event.Equals("erased"));
    }

    private static async Task<List<FeedEvent>> All(FeedTail tail, long from, int batch)
    {
        var all = new List<FeedEvent>();
        while (await tail.After(from + all.Count, batch, _ => false, CancellationToken.None) is { Events: { Count: > 0 } read, To: var to })
        {
            read.Count.Should().BeLessThanOrEqualTo(batch);
            to.Should().Be(read[^1].Position);
            all.AddRange(read);
        }
        return all;
    }

    private sealed class Reader : IEventReader
    {
        public List<long> Opened { get; } = [];

        public bool Erased { get; set; }

        public ValueTask<object> Read(StoredEvent stored, CancellationToken ct)
        {
            Opened.Add(stored.Position);
            return new(Erased ? "erased" : stored.Type);
        }

        public ValueTask<bool> IsReadable(StoredEvent stored, CancellationToken ct) => new(!Erased);
    }
}
