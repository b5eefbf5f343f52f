namespace SingleWindow.Hub.Feeds;

/// <summary>
/// Does something in the world because of an event: a command to another grain, a delivery. It may see an event again, so it is idempotent by its
/// position.
/// </summary>
internal interface IReactor
{
    /// <summary>Names the checkpoint; never changes.</summary>
    string Name { get; }

    /// <summary>The events that it takes in, or their families. Others never reach it, and cost it nothing; a test compares this with what its code names.</summary>
    IReadOnlyList<Type> Follows { get; }

    /// <summary>Reacts to one event; completes when the reaction is durable.</summary>
    Task React(FeedEvent happened, CancellationToken ct);
}
