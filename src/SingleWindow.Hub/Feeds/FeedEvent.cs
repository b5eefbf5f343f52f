using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Feeds;

/// <summary>An event as consumers of the feed see it.</summary>
/// <param name="Position">Its place in the global order: what makes a consumer idempotent.</param>
/// <param name="Event">The record; personal members are null when the person was erased.</param>
/// <param name="Raw">As stored.</param>
internal sealed record FeedEvent(long Position, StreamId Stream, long Version, DateTimeOffset At, object Event, StoredEvent Raw);
