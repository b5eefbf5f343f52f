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
    private readonly FeedEvent?[] tail = new FeedEvent?[Kept];
    private long newest;

    /// <summary>Up to so many events after a position; none when there are none.</summary>
    /// <exception cref="FeedException">One of them cannot be read.</exception>
    public async ValueTask<IReadOnlyList<FeedEvent>> After(long position, int limit, CancellationToken ct)
    {
        if (await Known(position, limit, ct) is { Count: > 0 } known) return known;
        // Who is far behind reads for himself.
        if (position + 1 < Volatile.Read(ref newest)) return await Read(position, limit, ct);
        await gate.WaitAsync(ct);
        try
        {
            if (await Known(position, limit, ct) is { Count: > 0 } meanwhile) return meanwhile;
            var read = await Read(position, limit, ct);
            foreach (var one in read) Volatile.Write(ref tail[one.Position % Kept], one);
            if (read.Count > 0 && read[^1].Position > newest) Volatile.Write(ref newest, read[^1].Position);
            return read;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async ValueTask<List<FeedEvent>> Known(long position, int limit, CancellationToken ct)
    {
        var known = new List<FeedEvent>();
        while (known.Count < limit && Volatile.Read(ref tail[(position + known.Count + 1) % Kept]) is { } one && one.Position == position + known.Count + 1 && await reader.IsReadable(one.Raw, ct)) known.Add(one);
        return known;
    }

    private async ValueTask<List<FeedEvent>> Read(long position, int limit, CancellationToken ct)
    {
        var read = new List<FeedEvent>();
        foreach (var stored in await events.ReadAll(position, limit, ct)) read.Add(await Read(stored, ct));
        return read;
    }

    private async ValueTask<FeedEvent> Read(StoredEvent stored, CancellationToken ct)
    {
        try
        {
            return new(stored.Position, stored.Stream, stored.Version, stored.At, await reader.Read(stored, ct), stored);
        }
        catch (Exception cause) when (!ct.IsCancellationRequested)
        {
            throw new FeedException(stored.Position, cause);
        }
    }
}
