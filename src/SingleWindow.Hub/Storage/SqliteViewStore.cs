namespace SingleWindow.Hub.Storage;

/// <summary>
/// Read models of a single machine. Not synced at every commit: they are derived, and the checkpoint is in the same transaction, so what a power cut
/// takes is replayed.
/// </summary>
internal sealed class SqliteViewStore : IViewStore, IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly FileStream claim;
    private readonly SqliteFile file;
    private readonly SqliteReadPool readers;
    private SqliteSession? writer;

    public SqliteViewStore(string path)
    {
        file = new SqliteFile(path, "views", "pragma synchronous=normal; pragma cache_size=-16000;");
        claim = file.Claim();
        readers = new(file);
    }

    public ValueTask<IReadOnlyList<T>> Query<T>(string sql, Func<ViewRow, T> read, object?[] parameters, CancellationToken ct) =>
        ValueTask.FromResult(readers.Read(session => SqliteViewWriter.Rows(session, sql, read, parameters)));

    public async Task Write(string owner, Func<IViewWriter, ValueTask> work, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            writer ??= file.OpenWriter();
            writer.Run("begin immediate");
            await work(new SqliteViewWriter(writer, owner));
            writer.Run("commit");
        }
        catch
        {
            // Closing rolls back, whatever state the failure left behind.
            writer?.Dispose();
            writer = null;
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        gate.Wait();
        writer?.Dispose();
        readers.Dispose();
        claim.Dispose();
        gate.Dispose();
    }
}
