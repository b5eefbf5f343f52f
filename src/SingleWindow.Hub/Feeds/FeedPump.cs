using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Telemetry;

namespace SingleWindow.Hub.Feeds;

/// <summary>How one consumer is doing.</summary>
/// <param name="Lag">Events it has not taken in.</param>
/// <param name="StuckAt">The event it cannot take in, if any.</param>
/// <param name="Failure">The kind of its failure, while it stands still.</param>
internal sealed record FeedStatus(string Name, long Position, long Lag, long? StuckAt, string? Failure);

/// <summary>Gives every event, after its commit and in order, to every consumer.</summary>
internal sealed partial class FeedPump : BackgroundService
{
    private readonly IEventStore events;
    private readonly IViewStore views;
    private readonly ILogger<FeedPump> logger;
    private readonly FeedTail tail;
    private readonly FeedNews news;
    private readonly FeedLoop[] loops;
    private readonly HashSet<string> projections;
    private readonly bool isAlone;
    private volatile bool hasBegun;

    public FeedPump(
        IEventStore events, IViewStore views, IEventReader reader, EventCatalog catalog, IEnumerable<IProjection> projections, IEnumerable<IReactor> reactors,
        ILogger<FeedPump> logger, ILeases? leases = null)
    {
        isAlone = (leases ??= new SoleLeases()).IsAlone;
        (this.events, this.views, this.logger) = (events, views, logger);
        IFeedConsumer[] built = [.. projections.Select(projection => new ProjectionConsumer(projection, catalog, events, views))];
        IFeedConsumer[] all = [.. built, .. reactors.Select(reactor => new ReactorConsumer(reactor, catalog, views))];
        if (all.GroupBy(consumer => consumer.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidOperationException($"Two consumers are called '{twice.Key}'.");
        this.projections = [.. built.Select(consumer => consumer.Name)];
        tail = new(events, reader);
        news = new(events, tail);
        loops = [.. all.Select(consumer => new FeedLoop(consumer, tail, news, leases, logger))];
        HubTelemetry.ObserveFeed(this, () => Measure(status => status.Lag), () => Measure(status => status.Failure is null ? 0 : 1));
    }

    /// <summary>Of the consumers that this node runs.</summary>
    public IReadOnlyList<FeedStatus> Status =>
        [.. loops.Where(loop => loop.Runs || isAlone).Select(loop => new FeedStatus(
            loop.Name, loop.Position, Math.Max(0, news.Head - loop.Position), loop.Trouble?.At, loop.Trouble?.Kind))];

    /// <summary>Builds a projection again from position 0, if it runs here; completes when it has come to where the store was.</summary>
    public async Task Rebuild(string name, CancellationToken ct)
    {
        if (!projections.Contains(name)) throw new ArgumentException($"There is no projection '{name}'; a reactor cannot be rebuilt.", nameof(name));
        var loop = loops.Single(loop => loop.Name == name);
        var target = await events.ReadHead(ct);
        await loop.Rebuild().WaitAsync(ct);
        await loop.WaitFor(target, ct);
    }

    /// <summary>Completes when all consumers have taken in the event at the position, if they all run here, as on a node that is alone.</summary>
    public Task WaitFor(long position, CancellationToken ct) => Task.WhenAll(loops.Select(loop => loop.WaitFor(position, ct)));

    /// <summary>Completes when this consumer has.</summary>
    public Task WaitFor(string name, long position, CancellationToken ct) => loops.Single(loop => loop.Name == name).WaitFor(position, ct);

    /// <summary>True once every read model has its tables, which the node makes that runs it first.</summary>
    public async ValueTask<bool> HasBegun(CancellationToken ct) =>
        hasBegun = hasBegun || (await views.Query("select name from checkpoints", row => row.Text(0), [], ct)).ToHashSet().IsSupersetOf(projections);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await views.Write("feed", ForgetWhatTheStoreDoesNotHold, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        HubTelemetry.Forget(this);
        base.Dispose();
        tail.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(loops.Select(loop => loop.Run(stoppingToken)).Append(news.Run(loops, stoppingToken)));

    // A store restored from an older copy: all that was made of the lost events goes, also the memory of work and reactions that were done because of them.
    private async ValueTask ForgetWhatTheStoreDoesNotHold(IViewWriter writer)
    {
        var known = (await writer.Query("select coalesce(max(position), 0) from checkpoints", row => row.Long(0)))[0];
        var newest = await events.ReadHead(CancellationToken.None);
        if (known <= newest) return;
        LogForgotten(known, newest);
        await writer.Execute("delete from checkpoints");
        await writer.Execute("delete from due_work");
    }

    private IEnumerable<Measurement<long>> Measure(Func<FeedStatus, long> value) =>
        Status.Select(status => new Measurement<long>(value(status), new KeyValuePair<string, object?>("consumer", status.Name)));
}
