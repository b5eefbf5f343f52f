namespace SingleWindow.Hub.Storage;

/// <summary>The store cannot be used as it is; the message tells the operator what to do. An I/O error, which the host tells without a stack trace.</summary>
internal sealed class StoreException(string message, Exception? cause = null) : IOException(message, cause);
