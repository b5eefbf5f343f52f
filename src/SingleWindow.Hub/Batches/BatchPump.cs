using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Batches;

/// <summary>Has batches worked on until they are over, also those that a crash interrupted: outside any request, and beside the legal clocks, which no batch may hold up.</summary>
internal sealed partial class BatchPump(IViewStore views, IBatchStore store, IGrainFactory grains, ILeases leases, ILogger<BatchPump> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(10);
    private const int MaxBatches = 20;

    private readonly Queue<BatchId> left = [];
    private Lease? lease;
    private long looked;
    private readonly Dictionary<BatchId, (long Since, TimeSpan Pause)> stuck = [];

    // Asked before the first request is served: what has no event then never gets one.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Begin(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (!await Begin(stoppingToken)) continue;
                while (left.TryPeek(out var batch))
                {
                    await grains.GetGrain<IBatchGrain>(batch.ToString()).Work(stoppingToken);
                    left.Dequeue();
                }
                while (!lease!.Over.IsCancellationRequested && !LooksAgain && await Round(stoppingToken)) continue;
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(cause);
            }
        }
    }

    private bool LooksAgain => !leases.IsAlone && Stopwatch.GetElapsedTime(looked) > BetweenLooks;

    // True while it is this node that works. Whoever begins looks at what the one before has left, and now and then at what others leave that die meanwhile.
    private async Task<bool> Begin(CancellationToken ct)
    {
        var held = leases.Held("batches");
        if (held is not null && (held != lease || LooksAgain))
        {
            var found = held != lease ? await store.Left(ct) : await store.NeverReceived(ct);
            looked = Stopwatch.GetTimestamp();
            if (held != lease) left.Clear();
            foreach (var batch in found.Except([.. left])) left.Enqueue(batch);
        }
        lease = held;
        return held is not null;
    }

    // Every batch in turn gets a piece of work, so that a large one holds up no small one, and each employer's first comes before anybody's second. True: there is more to do now.
    private async Task<bool> Round(CancellationToken ct)
    {
        var running = await views.Query(
            """
            SELECT id FROM batches b WHERE ended_at IS NULL
            ORDER BY (SELECT count(*) FROM batches earlier WHERE earlier.employer = b.employer AND earlier.ended_at IS NULL AND earlier.received_at < b.received_at), received_at LIMIT $1
            """, row => EntityId.Parse<BatchId>(row.Text(0)), [MaxBatches + stuck.Count], ct);
        if (running.Count == 0) stuck.Clear();
        var more = false;
        foreach (var batch in running.Where(batch => !stuck.TryGetValue(batch, out var pause) || Stopwatch.GetElapsedTime(pause.Since) >= pause.Pause))
            more |= await Work(batch, ct);
        return more;
    }

    private async Task<bool> Work(BatchId batch, CancellationToken ct)
    {
        try
        {
            if ((await grains.GetGrain<IBatchGrain>(batch.ToString()).Work(ct)).Value is { Done: > 0 })
            {
                stuck.Remove(batch);
                return true;
            }
        }
        catch (Exception cause) when (!ct.IsCancellationRequested)
        {
            LogFailed(cause);
        }
        // Also what is over waits a moment: the row goes with the feed.
        var pause = stuck.TryGetValue(batch, out var last) ? last.Pause * 2 : Period;
        stuck[batch] = (Stopwatch.GetTimestamp(), pause < LongestPause ? pause : LongestPause);
        return false;
    }

    [LoggerMessage(EventIds.BatchFailed, LogLevel.Warning, "Batches could not be worked on; it is tried again")]
    private partial void LogFailed(Exception cause);
}
