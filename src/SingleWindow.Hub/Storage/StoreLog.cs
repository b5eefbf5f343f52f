using Microsoft.Extensions.Logging;

namespace SingleWindow.Hub.Storage;

/// <summary>What every engine tells the operator.</summary>
internal static partial class StoreLog
{
    [LoggerMessage(EventIds.StoreBatchFailed, LogLevel.Error, "A batch of {Requests} requests to store {Store} failed; their outcome is unknown")]
    public static partial void BatchFailed(this ILogger logger, string store, int requests, Exception cause);

    [LoggerMessage(EventIds.StoreLockHeld, LogLevel.Warning, "The lock of the event store was held for too long; {Cut} frozen connections were cut off")]
    public static partial void LockHeld(this ILogger logger, int cut);

    [LoggerMessage(EventIds.StoreDeaf, LogLevel.Warning, "The connection for wake-ups between nodes is lost; next try in {Pause}")]
    public static partial void Deaf(this ILogger logger, TimeSpan pause, Exception cause);

    [LoggerMessage(EventIds.StoreAway, LogLevel.Warning, "The store is not open yet: {Trouble}")]
    public static partial void Away(this ILogger logger, string trouble);
}
