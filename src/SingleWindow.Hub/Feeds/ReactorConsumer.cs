using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Feeds;

/// <summary>Runs a reactor: the checkpoint is saved after the reactions, so a crash in between repeats them.</summary>
internal sealed class ReactorConsumer(IReactor reactor, IViewStore views) : IFeedConsumer
{
    public string Name => reactor.Name;

    public async Task<long> Begin(bool afresh, CancellationToken ct)
    {
        var position = 0L;
        await views.Write(Name, async writer =>
        {
            if (await Checkpoint.Find(writer, Name) is { } known) position = known.Position;
            else await Checkpoint.Start(writer, Name, revision: 0, liveFrom: 0);
        }, ct);
        return position;
    }

    public async Task Handle(IReadOnlyList<FeedEvent> batch, CancellationToken ct)
    {
        var start = batch[0].Position - 1;
        var reached = start;
        try
        {
            foreach (var happened in batch)
            {
                await React(happened, ct);
                reached = happened.Position;
            }
        }
        finally
        {
            // Also when one failed or the host stops: what was done before need not be done again.
            if (reached > start) await views.Write(Name, writer => Checkpoint.Move(writer, Name, start, reached), CancellationToken.None);
        }
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
