using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Feeds;

/// <summary>
/// The newest events, read and opened once for all consumers, which follow each other closely: else each event costs as many readings as there are consumers. What was opened is
/// shown only as long as its key lives, so an erasure holds here, too.
/// </summary>
internal sealed class FeedTail(IEventStore events, IEventReader reader) : IDisposable
{
    private const int Kept = 2048;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Slot?[] tail = new Slot?[Kept];
    private long newest;

    /// <summary>Of up to so many events after a position, those that are not ignored; and how far that is.</summary>
    /// <exception cref="FeedException">One of them cannot be read.</exception>
    public async ValueTask<(IReadOnlyList<FeedEvent> Events, long To)> After(long position, int limit, Func<StoredEvent, bool> ignores, CancellationToken ct)
    {
        var opened = new List<FeedEvent>();
        var to = position;
        foreach (var slot in await Slots(position, limit, ct))
        {
            if (!ignores(slot.Raw)) opened.Add(await Open(slot, ct));
            to = slot.Raw.Position;
        }
        return (opened, to);
    }

    /// <summary>Up to so many events after a position, unopened.</summary>
    public async ValueTask<IReadOnlyList<StoredEvent>> Raw(long position, int limit, CancellationToken ct) => [.. (await Slots(position, limit, ct)).Select(slot => slot.Raw)];

    public void Dispose() => gate.Dispose();

    private async ValueTask<List<Slot>> Slots(long position, int limit, CancellationToken ct)
    {
        if (Known(position, limit) is { Count: > 0 } known) return known;
        // Who is far behind reads for himself.
        if (position + 1 < Volatile.Read(ref newest)) return await Read(position, limit, ct);
        await gate.WaitAsync(ct);
        try
        {
            if (Known(position, limit) is { Count: > 0 } meanwhile) return meanwhile;
            var read = await Read(position, limit, ct);
            foreach (var slot in read) Volatile.Write(ref tail[slot.Raw.Position % Kept], slot);
            if (read.Count > 0) Volatile.Write(ref newest, Math.Max(newest, read[^1].Raw.Position));
            return read;
        }
        finally
        {
            gate.Release();
        }
    }

    private List<Slot> Known(long position, int limit)
    {
        var known = new List<Slot>();
        while (known.Count < limit && Volatile.Read(ref tail[(position + known.Count + 1) % Kept]) is { } slot && slot.Raw.Position == position + known.Count + 1) known.Add(slot);
        return known;
    }

    private async ValueTask<List<Slot>> Read(long position, int limit, CancellationToken ct) => [.. (await events.ReadAll(position, limit, ct)).Select(stored => new Slot(stored))];

    // Two consumers may open it at the same moment: both come to the same.
    private async ValueTask<FeedEvent> Open(Slot slot, CancellationToken ct)
    {
        var stored = slot.Raw;
        try
        {
            if (slot.Opened is { } opened && await reader.IsReadable(stored, ct)) return opened;
            return slot.Opened = new(stored.Position, stored.Stream, stored.Version, stored.At, await reader.Read(stored, ct), stored);
        }
        catch (Exception cause) when (!ct.IsCancellationRequested)
        {
            throw new FeedException(stored.Position, cause);
        }
    }

    private sealed class Slot(StoredEvent raw)
    {
        private FeedEvent? opened;

        public StoredEvent Raw { get; } = raw;

        public FeedEvent? Opened { get => Volatile.Read(ref opened); set => Volatile.Write(ref opened, value); }
    }
}
