using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Feeds;

/// <summary>A projection or a reactor together with its durable checkpoint.</summary>
internal interface IFeedConsumer
{
    string Name { get; }

    /// <summary>True for an event that is passed over unread.</summary>
    bool Ignores(StoredEvent stored);

    /// <summary>The position it has come to; 0 after a start from scratch.</summary>
    /// <param name="afresh">True: from scratch.</param>
    /// <param name="lease">Holds for everything that it writes from now on.</param>
    /// <param name="ct">Stops it.</param>
    Task<long> Begin(bool afresh, Lease lease, CancellationToken ct);

    /// <summary>Takes in the events between two positions that it does not ignore, and moves the checkpoint from the one to the other.</summary>
    /// <exception cref="FeedException">One of them failed; what the checkpoint says now is what was done.</exception>
    Task Handle(IReadOnlyList<FeedEvent> events, long from, long to, CancellationToken ct);

    /// <summary>It stands before this event, which it cannot read or take in: whoever asks what it has made may have to know.</summary>
    Task Halt(long at, CancellationToken ct) => Task.CompletedTask;
}
