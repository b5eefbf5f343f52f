using System.Collections.Concurrent;

namespace SingleWindow.Hub.Storage;

/// <summary>Read-only sessions beside the writer. A read runs on the caller's thread, so there are never more sessions than threads.</summary>
internal sealed class SqliteReadPool(SqliteFile file) : IDisposable
{
    private readonly ConcurrentBag<SqliteSession> idle = [];
    private volatile bool closed;

    public T Read<T>(Func<SqliteSession, T> read)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        var session = idle.TryTake(out var pooled) ? pooled : file.OpenReader();
        try
        {
            return read(session);
        }
        catch
        {
            session.Dispose();
            session = null;
            throw;
        }
        finally
        {
            if (session is not null) idle.Add(session);
            if (closed) Drain();
        }
    }

    public void Dispose()
    {
        closed = true;
        Drain();
    }

    private void Drain()
    {
        while (idle.TryTake(out var session)) session.Dispose();
    }
}
