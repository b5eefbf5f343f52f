using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Feeds;

public sealed class DueWorkTests : IAsyncLifetime, IDueWorkHandler
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private readonly TempFolder folder = new();
    private readonly FakeTimeProvider time = new(Start);
    private readonly ConcurrentQueue<DueWork> done = [];
    private SqliteViewStore views = null!;
    private DueWorkPump pump = null!;
    private Func<DueWork, Task> run = _ => Task.CompletedTask;

    private static CancellationToken None => CancellationToken.None;

    string IDueWorkHandler.Kind => "deadline";

    async Task IDueWorkHandler.Run(DueWork work, CancellationToken ct)
    {
        await run(work);
        done.Enqueue(work);
    }

    public Task InitializeAsync()
    {
        views = new(folder.File("views.db"));
        pump = new(views, new LegalClock(time), [this], NullLogger<DueWorkPump>.Instance);
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        pump.Dispose();
        views.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Work_is_done_when_the_legal_clock_comes_to_it_and_only_once()
    {
        await Schedule("one", Start.AddDays(30), "{\"step\":1}");
        await pump.Poll(None);
        done.Should().BeEmpty();

        time.Advance(TimeSpan.FromDays(30));
        await pump.Poll(None);
        await pump.Poll(None);

        done.Should().Equal(new DueWork("one", Start.AddDays(30), "deadline", new("app_1"), "{\"step\":1}"));
    }

    [Fact]
    public async Task Work_that_was_cancelled_is_not_done_and_work_that_was_moved_is_done_at_its_new_time()
    {
        await Schedule("cancelled", Start.AddDays(1));
        await Schedule("moved", Start.AddDays(1));
        await views.Write("test", writer => writer.Cancel("cancelled"), None);
        await Schedule("moved", Start.AddDays(3));

        time.Advance(TimeSpan.FromDays(2));
        await pump.Poll(None);
        done.Should().BeEmpty();
        time.Advance(TimeSpan.FromDays(1));
        await pump.Poll(None);

        done.Select(work => work.Id).Should().Equal("moved");
    }

    [Fact]
    public async Task Work_scheduled_again_at_the_same_time_stays_done_and_at_another_time_is_done_again()
    {
        await Schedule("one", Start);
        await pump.Poll(None);
        await Schedule("one", Start);
        await pump.Poll(None);
        done.Should().HaveCount(1);

        await Schedule("one", Start.AddTicks(-1));
        await pump.Poll(None);

        done.Should().HaveCount(2);
    }

    [Fact]
    public async Task Work_moved_while_it_is_being_done_is_done_again_at_its_new_time()
    {
        await Schedule("one", Start);
        run = async work =>
        {
            if (work.DueAt == Start) await Schedule("one", Start.AddHours(1));
        };
        await pump.Poll(None);
        time.Advance(TimeSpan.FromHours(1));
        await pump.Poll(None);

        done.Select(work => work.DueAt).Should().Equal(Start, Start.AddHours(1));
    }

    [Fact]
    public async Task Failing_work_is_tried_again_and_holds_up_nobody()
    {
        var broken = true;
        run = work => broken && work.Id.StartsWith("bad", StringComparison.Ordinal) ? throw new InvalidDataException() : Task.CompletedTask;
        for (var i = 0; i < 250; i++) await Schedule($"bad {i}", Start.AddDays(-1));
        await Schedule("good", Start);

        await pump.Poll(None);
        done.Select(work => work.Id).Should().Equal("good");
        pump.Lag.Should().Be(TimeSpan.FromDays(1));

        broken = false;
        await pump.StartAsync(None);
        await Eventually.Holds(() => done.Count == 251 && pump.Lag == TimeSpan.Zero, "all work is done");
        await pump.StopAsync(None);
    }

    [Fact]
    public async Task Work_that_nobody_knows_waits_for_a_newer_binary()
    {
        await views.Write("test", writer => writer.Schedule("one", Start, "unknown", new("app_1")), None);
        time.Advance(TimeSpan.FromSeconds(5));

        await pump.Poll(None);

        pump.Lag.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Work_of_a_projection_waits_until_its_rebuild_is_through()
    {
        await Schedule("one", Start);
        await views.Write("test", writer => Checkpoint.Start(writer, "test", revision: 1, liveFrom: 10), None);
        await pump.Poll(None);
        done.Should().BeEmpty();

        await views.Write("test", writer => Checkpoint.Move(writer, "test", 0, 10), None);
        await pump.Poll(None);

        done.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_kind_that_takes_long_holds_up_no_other_and_is_not_begun_twice()
    {
        var (begun, release) = (0, new TaskCompletionSource());
        using var both = new DueWorkPump(views, new LegalClock(time), [this, new Sweep(async () => { Interlocked.Increment(ref begun); await release.Task; })], NullLogger<DueWorkPump>.Instance);
        await views.Write("test", writer => writer.Schedule("sweep", Start.AddDays(-1), "sweep", new("records")), None);
        for (var i = 0; i < 150; i++) await views.Write("test", writer => writer.Schedule($"sweep {i}", Start.AddDays(-1), "sweep", new("records")), None);
        await both.StartAsync(None);
        await Eventually.Holds(() => Volatile.Read(ref begun) > 0, "the sweep runs");

        await Schedule("one", Start);
        await Eventually.Holds(() => done.Count == 1, "the deadline does not wait for it");
        await Schedule("two", Start);
        await Eventually.Holds(() => done.Count == 2, "nor the next");
        begun.Should().Be(8);

        release.SetResult();
        await Eventually.Holds(() => both.Lag == TimeSpan.Zero && begun == 151, "the sweep ends, too");
        await both.StopAsync(None);
    }

    [Fact]
    public async Task The_running_pump_notices_a_stepped_clock_by_itself()
    {
        await Schedule("one", Start.AddDays(1));
        await pump.StartAsync(None);

        time.Advance(TimeSpan.FromDays(1));

        await Eventually.Holds(() => done.Count == 1, "the work is done");
        await pump.StopAsync(None);
    }

    private Task Schedule(string id, DateTimeOffset at, string? payload = null) =>
        views.Write("test", writer => writer.Schedule(id, at, "deadline", new("app_1"), payload), None);

    private sealed class Sweep(Func<Task> run) : IDueWorkHandler
    {
        public string Kind => "sweep";

        public Task Run(DueWork work, CancellationToken ct) => run();
    }
}
