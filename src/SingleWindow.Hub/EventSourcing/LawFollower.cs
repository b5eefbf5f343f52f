using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.EventSourcing;

/// <summary>
/// Follows what operators activate, on every node: read before anything is served, and looked at again each second. One stream tells of every activation, so a look costs one
/// indexed read; the node on which something is activated looks at once.
/// </summary>
internal abstract partial class LawFollower(StreamId stream, IEventStore store, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim gate = new(1);
    private long seen;

    /// <summary>The version of the stream up to which this node has taken in what was activated.</summary>
    protected RequiredVersion Known => new(stream, Volatile.Read(ref seen));

    /// <summary>Takes in what was activated since the last look.</summary>
    public async Task Refresh(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            var news = await store.ReadStream(stream, seen, ct);
            if (news.Count == 0) return;
            await Take(news, ct);
            Volatile.Write(ref seen, news[^1].Version);
        }
        finally
        {
            gate.Release();
        }
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Refresh(cancellationToken);
        Check();
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        gate.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Puts in force what these events say.</summary>
    protected abstract Task Take(IReadOnlyList<StoredEvent> news, CancellationToken ct);

    /// <summary>Throws when the installation contradicts what was activated.</summary>
    protected virtual void Check()
    {
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await Tick(timer, stoppingToken))
        {
            try
            {
                await Refresh(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogBehind(failure);
            }
        }
    }

    private static async Task<bool> Tick(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(EventIds.LawBehind, LogLevel.Error, "What operators activated last cannot be read; the law as known before is applied")]
    private partial void LogBehind(Exception failure);
}
