namespace SingleWindow.Hub.Feeds;

/// <summary>A projection or a reactor together with its durable checkpoint.</summary>
internal interface IFeedConsumer
{
    string Name { get; }

    /// <summary>The position it has come to; 0 after a start from scratch.</summary>
    Task<long> Begin(bool afresh, CancellationToken ct);

    /// <summary>Takes in the events after the checkpoint and moves it.</summary>
    /// <exception cref="FeedException">One of them failed; what the checkpoint says now is what was done.</exception>
    Task Handle(IReadOnlyList<FeedEvent> events, CancellationToken ct);
}
