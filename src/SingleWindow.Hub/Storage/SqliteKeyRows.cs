using Microsoft.Extensions.Logging;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Storage;

/// <summary>The key store of a single machine, in a file of its own: backups of the event store do not hold it.</summary>
internal sealed class SqliteKeyRows : IKeyRows, IDisposable
{
    private const string Pragmas = "pragma synchronous=full; pragma secure_delete=on; pragma wal_autocheckpoint=1000;";

    private readonly FileStream claim;
    private readonly SqliteFile file;
    private readonly SqliteReadPool readers;
    private readonly SqliteKeyWriter writer;

    public SqliteKeyRows(string path, ILogger<SqliteKeyRows> logger)
    {
        file = new SqliteFile(path, "keys", Pragmas);
        claim = file.Claim();
        readers = new(file);
        writer = new(file, logger);
    }

    public ValueTask<bool> Any(CancellationToken ct) =>
        ValueTask.FromResult(readers.Read(session => session.Number("select exists (select 1 from keys)")) == 1);

    public ValueTask<byte[]?> Find(KeyRef key, CancellationToken ct) => ValueTask.FromResult(readers.Read(session => SqliteKeyWriter.Find(session, key)));

    public ValueTask<bool> Knows(string subject, CancellationToken ct) => ValueTask.FromResult(readers.Read(session => SqliteKeyWriter.Knows(session, subject)));

    public ValueTask<bool> IsDestroyed(KeyRef key, CancellationToken ct) => ValueTask.FromResult(readers.Read(session => SqliteKeyWriter.IsDestroyed(session, key)));

    public Task<IReadOnlyList<byte[]>> Ensure(IReadOnlyList<WrappedKey> candidates, CancellationToken ct) => writer.Submit(new(candidates), ct);

    public ValueTask<IReadOnlyList<WrappedKey>> After(KeyRef? last, int most, CancellationToken ct) =>
        ValueTask.FromResult(readers.Read(session => SqliteKeyWriter.After(session, last, most)));

    public Task Replace(IReadOnlyList<(WrappedKey Old, byte[] New)> keys, CancellationToken ct) => writer.Submit(new([], Replace: keys), ct);

    // The log still holds the page as it was before. On a connection of its own: the checkpoint must not run inside the writer's transaction.
    public Task Scrub(CancellationToken ct)
    {
        using var session = file.OpenWriter();
        if (session.Number("pragma wal_checkpoint(truncate)") != 0)
            throw new InvalidOperationException("The keys are overwritten, but a reader kept the log of the key store, which still has them, from being emptied. Do it again.");
        return Task.CompletedTask;
    }

    public async Task Destroy(string subject, string? retentionClass, CancellationToken ct)
    {
        await writer.Submit(new([], (subject, retentionClass)), ct);
        await Scrub(ct);
    }

    public void Dispose()
    {
        writer.Dispose();
        readers.Dispose();
        claim.Dispose();
    }
}
