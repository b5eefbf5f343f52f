using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Load.Scenarios;

/// <summary>Callers of the store, each with a stream of its own, that append one event of 1 KB after another, as a grain does: by a command that is remembered.</summary>
internal sealed class Appenders(IEventStore store, int callers)
{
    /// <summary>Of an event.</summary>
    public const int Bytes = 1000;

    private static readonly SemaphoreSlim Turn = new(1);
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 15, 30, TimeSpan.Zero);
    private static readonly NewEvent[] One = [new("load.noted", 1, [.. "{\"text\":\""u8, .. Enumerable.Repeat((byte)'x', Bytes - 11), .. "\"}"u8], null)];

    private readonly string run = Guid.CreateVersion7().ToString("N");
    private readonly long[] versions = new long[callers];

    public async Task Append(int caller)
    {
        var stream = new StreamId($"load_{run}_{caller}");
        await store.Append(new(Commands.Hash($"{stream}/{versions[caller]}"), "", At, [new(stream, versions[caller], One)]), CancellationToken.None);
        versions[caller]++;
    }

    /// <summary>The same, but the store is given one at a time: each has a commit to itself.</summary>
    public async Task AppendAlone(int caller)
    {
        await Turn.WaitAsync();
        try
        {
            await Append(caller);
        }
        finally
        {
            Turn.Release();
        }
    }
}
