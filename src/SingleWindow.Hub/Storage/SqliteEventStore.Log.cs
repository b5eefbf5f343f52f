using Microsoft.Extensions.Logging;

namespace SingleWindow.Hub.Storage;

internal sealed partial class SqliteEventStore
{
    [LoggerMessage(EventIds.StoreOpened, LogLevel.Information, "Event store {Path} opened at position {Head}")]
    private partial void LogOpened(string path, long head);
}
