using Microsoft.Extensions.Diagnostics.HealthChecks;
using SingleWindow.Core.Permits;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Feeds;

public sealed class FeedTests : IAsyncLifetime
{
    private readonly FeedFixture feed = new();
    private readonly CountingProjection counts = new();
    private readonly RecordingReactor recorder = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await feed.DisposeAsync();

    [Fact]
    public async Task Every_consumer_sees_every_event_once_and_in_order()
    {
        await feed.Append("a", "b");
        await feed.Start(counts, recorder);
        await feed.Append("b", "c");
        await feed.CaughtUp();

        feed.Dump("counts_by_type").Should().Equal("String:a|Int64:1|Int64:1", "String:b|Int64:2|Int64:3", "String:c|Int64:1|Int64:4");
        recorder.Seen.Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public async Task After_a_restart_consumers_go_on_where_they_were()
    {
        await feed.Append("a", "a");
        await feed.Start(counts, recorder);
        await feed.CaughtUp();
        await feed.Stop();
        await feed.Append("a");

        await feed.Start(counts, recorder);
        await feed.CaughtUp();

        feed.Dump("counts_by_type").Should().Equal("String:a|Int64:3|Int64:3");
        recorder.Seen.Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task More_events_than_fit_in_a_batch_are_taken_in_all_the_same()
    {
        await Task.WhenAll(Enumerable.Range(0, 1201).Select(_ => feed.Append("a")));

        await feed.Start(counts, recorder);
        await feed.CaughtUp();

        feed.Dump("counts_by_type").Should().Equal("String:a|Int64:1201|Int64:1201");
        recorder.Seen.Should().Equal(Enumerable.Range(1, 1201).Select(i => (long)i));
    }

    [Fact]
    public async Task A_consumer_that_fails_stops_alone_shows_it_and_recovers()
    {
        var broken = true;
        counts.Refuses = happened => broken && happened.Position == 3;
        await feed.Append("a", "a", "poison", "a");
        await feed.Start(counts, recorder);
        await Eventually.Holds(() => Of("counts") is { StuckAt: 3, Position: 2 }, "the projection has come to the event before the poison");
        await feed.Pump.WaitFor("recorder", 4, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));

        feed.Dump("counts_by_type").Should().Equal("String:a|Int64:2|Int64:2");
        Of("counts").Failure.Should().Be("InvalidDataException");
        (await new FeedHealth(feed.Pump).CheckHealthAsync(new())).Status.Should().Be(HealthStatus.Degraded);
        await Eventually.Holds(() => Of("counts").Lag == 2, "the lag is seen");

        broken = false;
        await feed.CaughtUp();
        await Eventually.Holds(() => Of("counts").Failure is null, "it says that it recovered");
        feed.Dump("counts_by_type").Should().HaveCount(2);
        (await new FeedHealth(feed.Pump).CheckHealthAsync(new())).Status.Should().Be(HealthStatus.Healthy);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_projection_that_decides_by_absence_is_not_live_while_it_stands_before_an_event(bool canRead)
    {
        var broken = true;
        IViewStore? views = null;
        feed.Between = real => views = real;
        var index = new CountingProjection("index") { DecidesByAbsence = true };
        if (canRead) counts.Refuses = index.Refuses = happened => broken && happened.Position == 3;
        else feed.Unreadable = stored => broken && stored.Position == 3;
        await feed.Append("a");
        await feed.Start(index, counts);
        await feed.CaughtUp();
        (await Checkpoint.IsLive(views!, "index", CancellationToken.None)).Should().BeTrue();

        await feed.Append("a", "poison", "a");
        await Eventually.Holds(() => Of("index") is { StuckAt: 3 } && Of("counts") is { StuckAt: 3 }, "both stand before the poison");
        await Eventually.Holds(async () => !await Checkpoint.IsLive(views!, "index", CancellationToken.None), "what it lacks is no answer");
        (await Checkpoint.IsLive(views!, "counts", CancellationToken.None)).Should().BeTrue("of others what they hold is an answer all the same");

        broken = false;
        await feed.CaughtUp();
        (await Checkpoint.IsLive(views!, "index", CancellationToken.None)).Should().BeTrue();
    }

    [Fact]
    public async Task A_reactor_that_fails_does_not_repeat_what_it_did_before()
    {
        var broken = true;
        recorder.Refuses = happened => broken && happened.Position == 3;
        await feed.Append("a", "a", "poison", "a");
        await feed.Start(recorder);
        await Eventually.Holds(() => Of("recorder") is { StuckAt: 3, Position: 2 }, "the reactor stands before the poison");

        broken = false;
        await feed.CaughtUp();

        recorder.Seen.Should().Equal(1, 2, 3, 4);
    }

    [Fact]
    public async Task A_reaction_whose_checkpoint_was_lost_happens_again()
    {
        BreakingViews? views = null;
        feed.Between = real => views = new(real);
        await feed.Start(recorder);
        await feed.CaughtUp();
        await Eventually.Holds(() => feed.Dump("checkpoints").Count == 1, "the reactor has begun");

        views!.Failures = 1;
        await feed.Append("a");
        await feed.CaughtUp();

        recorder.Seen.Should().Equal(1, 1);
    }

    [Fact]
    public async Task What_a_consumer_does_not_follow_costs_it_no_transaction_and_holds_nothing_up()
    {
        BreakingViews? views = null;
        feed.Between = real => views = new(real);
        var permits = new CountingProjection("permits") { Follows = [typeof(PermitEvent)] };
        await feed.Append("employer.registered", "permit.granted");
        await feed.Start(permits);
        await feed.CaughtUp();
        await Eventually.Holds(() => feed.Dump("checkpoints") is [var one] && one.Contains("Int64:2|", StringComparison.Ordinal), "it has come to where the store was when it began");
        var before = views!.Writes;

        await feed.Append([.. Enumerable.Repeat("employer.registered", 700)]);
        await feed.CaughtUp();
        views.Writes.Should().Be(before);
        await feed.Append("permit.granted");
        await feed.CaughtUp();

        views.Writes.Should().Be(before + 1);
        feed.Dump("permits_by_type").Should().Equal("String:permit.granted|Int64:2|Int64:703");
        await feed.Stop();
        await feed.Start(permits);
        await feed.CaughtUp();
        feed.Dump("permits_by_type").Should().Equal("String:permit.granted|Int64:2|Int64:703");
    }

    [Fact]
    public async Task Who_goes_to_wait_at_the_moment_of_an_event_does_not_miss_it()
    {
        var permits = new CountingProjection("permits") { Follows = [typeof(PermitEvent)] };
        await feed.Start(permits, recorder);
        await feed.Append("employer.registered");
        await feed.CaughtUp();

        for (var round = 0; round < 150; round++)
        {
            await feed.Append(round % 3 == 0 ? "employer.registered" : "permit.granted");
            // Who missed it would look for himself only after five seconds.
            await feed.Pump.WaitFor(await feed.Events.ReadHead(CancellationToken.None), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(4));
        }

        feed.Dump("permits_by_type").Should().Equal("String:permit.granted|Int64:100|Int64:151");
        recorder.Seen.Should().HaveCount(151);
    }

    [Fact]
    public async Task An_event_that_this_binary_does_not_know_reaches_every_consumer()
    {
        var deaf = new RecordingReactor("deaf") { Follows = [] };
        await feed.Start(deaf, recorder);
        await feed.Append("employer.registered", "employer.never-heard-of");
        await feed.CaughtUp();

        deaf.Seen.Should().Equal(2);
        recorder.Seen.Should().Equal(1, 2);
    }

    [Fact]
    public async Task Two_consumers_of_one_name_are_refused()
    {
        var start = () => feed.Start(counts, new RecordingReactor("counts"));

        await start.Should().ThrowAsync<InvalidOperationException>();
    }

    private FeedStatus Of(string name) => feed.Pump.Status.Single(status => status.Name == name);
}
