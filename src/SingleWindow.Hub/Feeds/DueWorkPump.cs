using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Telemetry;

namespace SingleWindow.Hub.Feeds;

/// <summary>Does what is due by the legal clock, at least once.</summary>
internal sealed partial class DueWorkPump : BackgroundService
{
    // Real time: a stepped legal clock is noticed within this.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private const int MaxBatch = 100;
    private const int Parallelism = 8;

    // Work of a projection that is being rebuilt waits: it may be taken back by an event that is yet to be replayed.
    private const string Due = """
        select w.id, w.due_at, w.kind, w.stream, w.payload from due_work w left join checkpoints c on c.name = w.owner
        where w.done = 0 and w.due_at <= $1 and (c.name is null or c.position >= c.live_from)
        order by w.due_at, w.id limit $2
        """;

    private readonly ConcurrentDictionary<string, Failure> failing = [];
    private readonly Dictionary<string, IDueWorkHandler> handlers;
    private readonly IViewStore views;
    private readonly LegalClock clock;
    private readonly ILogger<DueWorkPump> logger;
    private double lag;

    public DueWorkPump(IViewStore views, LegalClock clock, IEnumerable<IDueWorkHandler> handlers, ILogger<DueWorkPump> logger)
    {
        (this.views, this.clock, this.logger) = (views, clock, logger);
        this.handlers = handlers.ToDictionary(handler => handler.Kind);
        HubTelemetry.ObserveDueWork(this, () => Volatile.Read(ref lag));
    }

    /// <summary>How long the oldest due work has been waiting, in legal time.</summary>
    public TimeSpan Lag => TimeSpan.FromSeconds(Volatile.Read(ref lag));

    public override void Dispose()
    {
        HubTelemetry.Forget(this);
        base.Dispose();
    }

    /// <summary>Does everything that is due now, except what failed a moment ago.</summary>
    public async Task Poll(CancellationToken ct)
    {
        while (true)
        {
            var now = clock.Now;
            // Failing work stays in the answer; the others must still fit in.
            var due = await views.Query(
                Due, row => new DueWork(row.Text(0), row.Time(1), row.Text(2), new(row.Text(3)), row.TextOrNull(4)), [now, MaxBatch + failing.Count], ct);
            Volatile.Write(ref lag, due is [var oldest, ..] ? (now - oldest.DueAt).TotalSeconds : 0);
            if (due.Count == 0) failing.Clear();
            var ready = due.Where(work => !failing.TryGetValue(work.Id, out var failure) || failure.IsOver).ToArray();
            if (ready.Length == 0) return;
            await Parallel.ForEachAsync(ready, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = ct }, Do);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Poll(stoppingToken);
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                LogPollFailed(cause);
            }
        }
    }

    private async ValueTask Do(DueWork work, CancellationToken ct)
    {
        try
        {
            await handlers[work.Kind].Run(work, ct);
            // Not if it was moved to another instant meanwhile: then it is to be done again.
            await views.Write(
                "due_work", async writer => await writer.Execute("update due_work set done = 1 where id = $1 and due_at = $2", work.Id, work.DueAt), ct);
            failing.TryRemove(work.Id, out _);
        }
        catch (Exception cause) when (!ct.IsCancellationRequested)
        {
            var failure = failing.AddOrUpdate(work.Id, _ => Failure.First, (_, last) => last.Next());
            LogFailed(work.Id, work.Kind, failure.Count, failure.Pause, cause);
        }
    }

    private sealed record Failure(int Count, TimeSpan Pause, long Since)
    {
        public static Failure First => new(1, Period, Stopwatch.GetTimestamp());

        public bool IsOver => Stopwatch.GetElapsedTime(Since) >= Pause;

        public Failure Next() => new(Count + 1, Pause * 2 < LongestPause ? Pause * 2 : LongestPause, Stopwatch.GetTimestamp());
    }
}
