using Microsoft.Extensions.Logging;

namespace SingleWindow.Hub.Storage;

internal abstract partial class SqliteGroupWriter<TWork, TResult>
{
    [LoggerMessage(EventIds.StoreBatchFailed, LogLevel.Error, "A batch of {Requests} requests to store {Store} failed; their outcome is unknown")]
    private partial void LogBatchFailed(string store, int requests, Exception cause);
}
