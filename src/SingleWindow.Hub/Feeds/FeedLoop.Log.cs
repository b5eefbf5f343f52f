using Microsoft.Extensions.Logging;

namespace SingleWindow.Hub.Feeds;

internal sealed partial class FeedLoop
{
    [LoggerMessage(EventIds.FeedConsumerFailed, LogLevel.Warning,
        "Consumer {Consumer} stands still at event {StuckAt} after {Failures} failures; it tries again in {Pause}")]
    private partial void LogFailed(string consumer, long? stuckAt, int failures, TimeSpan pause, Exception failure);

    [LoggerMessage(EventIds.FeedConsumerRecovered, LogLevel.Information, "Consumer {Consumer} goes on after event {Position}")]
    private partial void LogRecovered(string consumer, long position);

    [LoggerMessage(EventIds.ProjectionRebuilt, LogLevel.Information, "Projection {Consumer} is being rebuilt from the first event")]
    private partial void LogRebuilt(string consumer);
}
