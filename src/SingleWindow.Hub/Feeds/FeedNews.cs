using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Feeds;

/// <summary>
/// Looks once, for all consumers, at what is new, and wakes only those that do not ignore it: most events concern few consumers, and at each commit every wake-up costs a turn on the cores
/// that its callers need. What is said here is a hint: a consumer looks for itself every few seconds.
/// </summary>
internal sealed class FeedNews(IEventStore events, FeedTail tail)
{
    private const int MaxBatch = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private bool begun;
    private long head;

    /// <summary>The position of the newest event that was looked at.</summary>
    public long Head => Volatile.Read(ref head);

    /// <summary>Tells these of every new event until cancelled.</summary>
    public async Task Run(IReadOnlyList<FeedLoop> loops, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (!begun) await Begin(loops, ct);
                await events.WaitForEventsAfter(Head, Patience, ct);
                if (await tail.Raw(Head, MaxBatch, ct) is not { Count: > 0 } news) continue;
                // Before they are told: who goes to wait at this moment sees that it has missed something.
                Volatile.Write(ref head, news[^1].Position);
                foreach (var loop in loops) loop.Hear(news);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // The store is away for a moment: the consumers meet that themselves, and log it.
                await Task.Delay(Patience, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Who went to wait before this was told nothing of what came until now.
    private async Task Begin(IReadOnlyList<FeedLoop> loops, CancellationToken ct)
    {
        Volatile.Write(ref head, await events.ReadHead(ct));
        begun = true;
        foreach (var loop in loops) loop.Wake();
    }
}
