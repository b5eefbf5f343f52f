using SingleWindow.Core.Shared;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Feeds;

/// <summary>Runs a projection: tables, due work and checkpoint in one transaction.</summary>
internal sealed class ProjectionConsumer(IProjection projection, EventCatalog catalog, IEventStore events, IViewStore views) : IFeedConsumer
{
    private readonly IReadOnlySet<string> ignored = catalog.NamesOutside(projection.Follows);
    private Lease? lease;
    private bool failed;

    public string Name => projection.Name;

    public bool Ignores(StoredEvent stored) => ignored.Contains(stored.Type);

    public async Task<long> Begin(bool afresh, Lease lease, CancellationToken ct)
    {
        this.lease = lease;
        var head = await events.ReadHead(ct);
        var position = 0L;
        await views.Write(Name, async writer =>
        {
            await lease.Guard(writer);
            if (!afresh && await Checkpoint.Find(writer, Name) is { } known && known.Revision == projection.Revision) position = known.Position;
            else await Reset(writer, head);
        }, ct);
        return position;
    }

    public async Task Handle(IReadOnlyList<FeedEvent> batch, long from, long to, CancellationToken ct)
    {
        // Statements of many events run together, and one that fails does not say whose it is: the batch is tried again event by event.
        var oneByOne = failed;
        failed = true;
        await views.Write(Name, writer => Apply(batch, from, to, oneByOne, writer, ct), ct);
        failed = false;
    }

    public async Task Halt(long at, CancellationToken ct)
    {
        if (projection.DecidesByAbsence) await views.Write(Name, writer => Halt(at, writer), ct);
    }

    private async ValueTask Apply(IReadOnlyList<FeedEvent> batch, long from, long to, bool oneByOne, IViewWriter writer, CancellationToken ct)
    {
        await lease!.Guard(writer);
        foreach (var happened in batch)
        {
            try
            {
                await projection.Apply(happened, writer, ct);
                if (oneByOne) await writer.Flush();
            }
            catch (Exception cause) when (!ct.IsCancellationRequested)
            {
                throw new FeedException(happened.Position, cause);
            }
        }
        await Checkpoint.Move(writer, Name, from, to);
    }

    private async ValueTask Halt(long at, IViewWriter writer)
    {
        await lease!.Guard(writer);
        await Checkpoint.Halt(writer, Name, at);
    }

    private async ValueTask Reset(IViewWriter writer, long head)
    {
        foreach (var table in projection.Tables) await writer.Script($"drop table if exists {Identifier(table)}");
        await writer.Script(projection.Schema);
        // Done work is remembered: the replay schedules it again, and it must not be done again.
        await writer.Execute("delete from due_work where owner = $1 and done = 0", Name);
        await Checkpoint.Start(writer, Name, projection.Revision, head);
    }

    private static string Identifier(string table) =>
        table.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') ? table : throw new ArgumentException($"'{table}' is not a table name.");
}
