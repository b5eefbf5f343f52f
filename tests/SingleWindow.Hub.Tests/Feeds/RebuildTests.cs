namespace SingleWindow.Hub.Tests.Feeds;

public sealed class RebuildTests : IAsyncLifetime
{
    private static readonly string[] Types = ["app.filed", "app.decided", "app.noted"];
    private readonly FeedFixture feed = new();

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, 700).Select(i => feed.Append(Types[i * i * 5 % 23 % Types.Length])));
    }

    public async Task DisposeAsync() => await feed.DisposeAsync();

    private string[] Dump() => [.. feed.Dump("counts_by_type"), .. feed.Dump("due_work")];

    [Fact]
    public async Task A_projection_that_is_rebuilt_has_byte_for_byte_the_same_tables()
    {
        await feed.Start(new CountingProjection());
        await feed.CaughtUp();
        var before = Dump();
        await Damage();

        await feed.Pump.Rebuild("counts", None).WaitAsync(TimeSpan.FromSeconds(30));

        before.Should().HaveCountGreaterThan(100);
        Dump().Should().Equal(before);
    }

    [Fact]
    public async Task A_projection_of_a_new_revision_is_rebuilt_at_the_start_and_one_of_the_same_revision_is_not()
    {
        await feed.Start(new CountingProjection());
        await feed.CaughtUp();
        var before = Dump();
        await feed.Stop();
        await Damage();

        await feed.Start(new CountingProjection());
        await feed.CaughtUp();
        Dump().Should().NotEqual(before);
        await feed.Stop();

        await feed.Start(new CountingProjection(revision: 2));
        await feed.CaughtUp();
        Dump().Should().Equal(before);
    }

    [Fact]
    public async Task Read_models_that_were_lost_come_back()
    {
        await feed.Start(new CountingProjection());
        await feed.CaughtUp();
        var before = Dump();
        await feed.Stop();

        feed.LoseViews();
        await feed.Start(new CountingProjection());
        await feed.CaughtUp();

        Dump().Should().Equal(before);
    }

    [Fact]
    public async Task Read_models_that_know_more_than_the_store_begin_again_and_so_do_reactions_and_deadlines()
    {
        var recorder = new RecordingReactor();
        await feed.Start(new CountingProjection(), recorder);
        await feed.CaughtUp();
        await feed.Views.Write("test", async views => await views.Execute("update due_work set done = 1"), None);
        await feed.Stop();
        recorder.Seen.Clear();

        feed.LoseEvents();
        await feed.Append("app.filed", "app.noted", "app.noted");
        await feed.Start(new CountingProjection(), recorder);
        await feed.CaughtUp();

        feed.Dump("counts_by_type").Should().Equal("String:app.filed|Int64:1|Int64:1", "String:app.noted|Int64:2|Int64:3");
        feed.Dump("due_work").Should().ContainSingle().Which.Should().StartWith("String:counts:1|").And.EndWith("|Int64:0");
        recorder.Seen.Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task A_rebuild_touches_no_other_projection_and_forgets_no_work_that_was_done()
    {
        await feed.Start(new CountingProjection(), new CountingProjection("others"));
        await feed.CaughtUp();
        const string someDone = "update due_work set done = 1 where id in (select min(id) from due_work group by owner)";
        await feed.Views.Write("test", async views => await views.Execute(someDone), None);
        var before = Dump().Concat(feed.Dump("others_by_type")).ToArray();

        await feed.Pump.Rebuild("counts", None).WaitAsync(TimeSpan.FromSeconds(30));

        Dump().Concat(feed.Dump("others_by_type")).Should().Equal(before);
    }

    [Fact]
    public async Task A_projection_that_stands_still_can_be_rebuilt()
    {
        var broken = true;
        var counts = new CountingProjection { Refuses = happened => broken && happened.Position == 5 };
        await feed.Start(counts);
        await Eventually.Holds(() => feed.Pump.Status[0].StuckAt == 5, "it stands still");

        broken = false;
        await feed.Pump.Rebuild("counts", None).WaitAsync(TimeSpan.FromSeconds(30));

        feed.Pump.Status[0].Position.Should().Be(700);
    }

    [Fact]
    public async Task Only_a_projection_can_be_rebuilt()
    {
        await feed.Start(new RecordingReactor());

        await FluentActions.Awaiting(() => feed.Pump.Rebuild("recorder", None)).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => feed.Pump.Rebuild("nobody", None)).Should().ThrowAsync<ArgumentException>();
    }

    private Task Damage() => feed.Views.Write("test", async views => await views.Execute("update counts_by_type set number = number + 1"), None);
}
