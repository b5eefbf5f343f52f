using Microsoft.Extensions.Logging;

namespace SingleWindow.Hub.Feeds;

internal sealed partial class FeedPump
{
    [LoggerMessage(EventIds.ViewsForgotten, LogLevel.Warning, "The read models know event {Known}, but the newest in the store is {Newest}: an older copy was restored. Everything is made again from the first event")]
    private partial void LogForgotten(long known, long newest);
}
