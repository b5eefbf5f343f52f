using Microsoft.Extensions.Logging;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Storage;

/// <summary>The event store of a single machine: one SQLite file, one writer thread with group commit, readers beside it.</summary>
internal sealed partial class SqliteEventStore : IEventStore, IDisposable
{
    // Measured (limits.md): the full fsync costs nothing once commits are shared, and the default checkpoint of 1000 pages costs latency.
    private const string Pragmas = "pragma synchronous=full; pragma secure_delete=on; pragma wal_autocheckpoint=4000; pragma cache_size=-16000;";

    private readonly ILogger logger;
    private readonly FileStream claim;
    private readonly SqliteReadPool readers;
    private readonly SqliteEventWriter writer;
    private readonly PositionSignal signal;

    /// <param name="path">The database file.</param>
    /// <param name="patience">How long a batch waits for a lock of another connection before its outcome is unknown.</param>
    public SqliteEventStore(string path, ILogger<SqliteEventStore> logger, TimeSpan? patience = null)
    {
        this.logger = logger;
        var file = new SqliteFile(path, "events", Pragmas);
        if (patience is { } given) file = file with { Patience = given };
        claim = file.Claim();
        readers = new(file);
        var head = readers.Read(SqliteEventRows.Head);
        signal = new(head);
        writer = new(file, logger, signal.Raise);
        LogOpened(path, head);
    }

    public Task<CommandResult> Append(AppendRequest request, CancellationToken ct)
    {
        EventRows.Check(request);
        return writer.Submit(request, ct);
    }

    public Task<CommandResult?> FindCommand(CommandId command, CancellationToken ct) =>
        Task.FromResult(readers.Read(session => SqliteEventRows.FindCommand(session, command)));

    public Task<IReadOnlyList<StoredEvent>> ReadStream(StreamId stream, long afterVersion, long lastVersion, CancellationToken ct) =>
        Task.FromResult(readers.Read(session => SqliteEventRows.Stream(session, stream, afterVersion, lastVersion)));

    public Task<IReadOnlyList<StoredEvent>> ReadAll(long afterPosition, int limit, CancellationToken ct) =>
        Task.FromResult(readers.Read(session => SqliteEventRows.All(session, afterPosition, limit)));

    public Task<long> ReadHead(CancellationToken ct) => Task.FromResult(readers.Read(SqliteEventRows.Head));

    public Task WaitForEventsAfter(long position, TimeSpan patience, CancellationToken ct) => signal.WaitForAfter(position, patience, ct);

    /// <summary>Writes what is queued, then closes.</summary>
    public void Dispose()
    {
        writer.Dispose();
        readers.Dispose();
        claim.Dispose();
    }
}
