namespace SingleWindow.Hub.Feeds;

/// <summary>A consumer could not take in one event.</summary>
internal sealed class FeedException(long position, Exception cause) : Exception($"The event at position {position} could not be handled.", cause)
{
    public long Position { get; } = position;
}
