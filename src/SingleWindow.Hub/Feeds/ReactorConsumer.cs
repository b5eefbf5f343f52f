using SingleWindow.Core.Shared;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Feeds;

/// <summary>Runs a reactor: the checkpoint is saved after the reactions, so a crash in between repeats them.</summary>
internal sealed class ReactorConsumer(IReactor reactor, EventCatalog catalog, IViewStore views) : IFeedConsumer
{
    private readonly IReadOnlySet<string> ignored = catalog.NamesOutside(reactor.Follows);
    private Lease? lease;

    public string Name => reactor.Name;

    public bool Ignores(StoredEvent stored) => ignored.Contains(stored.Type);

    public async Task<long> Begin(bool afresh, Lease lease, CancellationToken ct)
    {
        this.lease = lease;
        var position = 0L;
        await views.Write(Name, async writer =>
        {
            await lease.Guard(writer);
            if (await Checkpoint.Find(writer, Name) is { } known) position = known.Position;
            else await Checkpoint.Start(writer, Name, revision: 0, liveFrom: 0);
        }, ct);
        return position;
    }

    public async Task Handle(IReadOnlyList<FeedEvent> batch, long from, long to, CancellationToken ct)
    {
        var reached = from;
        try
        {
            foreach (var happened in batch)
            {
                await React(happened, ct);
                reached = happened.Position;
            }
            reached = to;
        }
        finally
        {
            // Also when one failed or the host stops: what was done before need not be done again.
            if (reached > from) await views.Write(Name, writer => Move(writer, from, reached), CancellationToken.None);
        }
    }

    private async ValueTask Move(IViewWriter writer, long from, long to)
    {
        await lease!.Guard(writer);
        await Checkpoint.Move(writer, Name, from, to);
    }

    private async Task React(FeedEvent happened, CancellationToken ct)
    {
        try
        {
            await reactor.React(happened, ct);
        }
        catch (Exception cause) when (!ct.IsCancellationRequested)
        {
            throw new FeedException(happened.Position, cause);
        }
    }
}
