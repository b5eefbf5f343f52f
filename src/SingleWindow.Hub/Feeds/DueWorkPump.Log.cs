using Microsoft.Extensions.Logging;

namespace SingleWindow.Hub.Feeds;

internal sealed partial class DueWorkPump
{
    [LoggerMessage(EventIds.DueWorkFailed, LogLevel.Warning, "Due work {Work} of kind {Kind} failed {Failures} times; it is tried again in {Pause}")]
    private partial void LogFailed(string work, string kind, int failures, TimeSpan pause, Exception cause);

    [LoggerMessage(EventIds.DueWorkPollFailed, LogLevel.Warning, "Due work could not be read; it is tried again")]
    private partial void LogPollFailed(Exception cause);
}
