using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Storage;

namespace SingleWindow.Hub.Tests.Feeds;

/// <summary>Where statements of many events are sent together, the one that fails still stops the feed at its own event.</summary>
public sealed class CollectedStatementTests : IAsyncLifetime
{
    private readonly FeedFixture feed = new();
    private PostgresViewStore views = null!;

    public async Task InitializeAsync() => views = new(new(await (await PostgresServer.Shared).NewDatabase()));

    public async Task DisposeAsync()
    {
        await feed.DisposeAsync();
        await views.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_event_whose_statement_fails_is_told_and_those_before_it_are_taken_in_once(bool reads)
    {
        feed.Between = _ => views;
        var numbers = new Numbers { Worst = 4, Reads = reads };
        await feed.Append("a", "a", "a", "a", "a", "a");

        await feed.Start(numbers);
        await Eventually.Holds(() => feed.Pump.Status[0] is { StuckAt: 4, Position: 3, Failure: "PostgresException" }, "it stands before the event whose statement fails");
        (await Taken()).Should().Equal(1, 2, 3);

        numbers.Worst = 0;
        await feed.CaughtUp();
        (await Taken()).Should().Equal(1, 2, 3, 4, 5, 6);
        (await views.Query("select position from checkpoints", row => row.Long(0), [], CancellationToken.None)).Should().Equal(6);
    }

    private async Task<IReadOnlyList<long>> Taken() => await views.Query("select a from numbers order by a", row => row.Long(0), [], CancellationToken.None);

    // At one event it writes what its table refuses; that shows when a later event reads, or at the end.
    private sealed class Numbers : IProjection
    {
        public long Worst { get; set; }

        public bool Reads { get; init; }

        public string Name => "numbers";

        public IReadOnlyList<Type> Follows => [typeof(object)];

        public int Revision => 1;

        public IReadOnlyList<string> Tables => ["numbers"];

        public string Schema => "create table numbers (a bigint primary key)";

        public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
        {
            if (Reads && happened.Position == 6) await views.Query("select a from numbers", row => row.Long(0));
            await views.Execute("insert into numbers values ($1)", happened.Position == Worst ? null : happened.Position);
        }
    }
}
