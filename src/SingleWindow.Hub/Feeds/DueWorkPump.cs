using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Telemetry;

namespace SingleWindow.Hub.Feeds;

/// <summary>Does what is due by the legal clock, at least once; each kind in a lane of its own, so that a sweep over many records never holds up a statutory deadline.</summary>
internal sealed partial class DueWorkPump : BackgroundService
{
    // Real time: a stepped legal clock is noticed within this.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    // Of kinds that this binary does not know, too: they wait for a newer one, and that is seen.
    private const string Waiting = """
        select w.kind, min(w.due_at) from due_work w left join checkpoints c on c.name = w.owner
        where w.done = 0 and w.due_at <= $1 and (c.name is null or c.position >= c.live_from) group by w.kind
        """;

    private readonly Dictionary<string, DueWorkLane> lanes;
    private readonly IViewStore views;
    private readonly LegalClock clock;
    private readonly ILogger<DueWorkPump> logger;
    private double lag;

    public DueWorkPump(IViewStore views, LegalClock clock, IEnumerable<IDueWorkHandler> handlers, ILogger<DueWorkPump> logger, ILeases? leases = null)
    {
        (this.views, this.clock, this.logger) = (views, clock, logger);
        leases ??= new SoleLeases();
        lanes = handlers.ToDictionary(handler => handler.Kind, handler => new DueWorkLane(handler, views, clock, leases, (work, count, pause, cause) => LogFailed(work.Id, work.Kind, count, pause, cause)));
        // Every node asks for every kind from the start: what only one asks for, no other would take over.
        foreach (var kind in lanes.Keys) leases.Held(DueWorkLane.Name(kind));
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
    public async Task Poll(CancellationToken ct) => await Task.WhenAll(await Start(ct));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        var rounds = new HashSet<Task>();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Step(rounds, stoppingToken);
        }
        finally
        {
            await Task.WhenAll(rounds).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A round that still runs is looked at again at the next tick, and nothing waits for it.
    private async Task Step(HashSet<Task> rounds, CancellationToken ct)
    {
        try
        {
            rounds.UnionWith(await Start(ct));
            foreach (var over in rounds.Where(round => round.IsCompleted).ToArray())
            {
                rounds.Remove(over);
                await over;
            }
        }
        catch (Exception cause) when (!ct.IsCancellationRequested)
        {
            LogPollFailed(cause);
        }
    }

    private async Task<IReadOnlyList<Task>> Start(CancellationToken ct)
    {
        var now = clock.Now;
        var waiting = await views.Query(Waiting, row => (Kind: row.Text(0), Since: row.Time(1)), [now], ct);
        Volatile.Write(ref lag, waiting.Count == 0 ? 0 : (now - waiting.Min(kind => kind.Since)).TotalSeconds);
        return [.. waiting.Where(kind => lanes.ContainsKey(kind.Kind)).Select(kind => lanes[kind.Kind].Run(ct))];
    }
}
