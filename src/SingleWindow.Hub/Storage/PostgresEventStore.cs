using Microsoft.Extensions.Logging;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Storage;

/// <summary>The event store of many nodes: a PostgreSQL database, one writer per node with group commit, a lock between them.</summary>
internal sealed class PostgresEventStore : IEventStore, IAsyncDisposable
{
    private readonly PostgresDatabase database;
    private readonly PositionSignal signal = new(0);
    private readonly PostgresWakeUp wakeUp;
    private readonly PostgresEventWriter writer;

    /// <param name="target">Which database.</param>
    /// <param name="logger">Told of batches that failed.</param>
    /// <param name="node">Who writes; null, when it is no member of a cluster.</param>
    public PostgresEventStore(PostgresTarget target, ILogger<PostgresEventStore> logger, ClusterNode? node = null)
    {
        // What Append returned is on disk, whatever the server's default is.
        database = new(target, "events", "-c synchronous_commit=on");
        wakeUp = new(database, signal, logger);
        writer = new(database, logger, wakeUp.Committed, node);
    }

    public Task<CommandResult> Append(AppendRequest request, CancellationToken ct)
    {
        EventRows.Check(request);
        return writer.Submit(request, ct);
    }

    public async Task<CommandResult?> FindCommand(CommandId command, CancellationToken ct)
    {
        var found = await database.Query(
            "select fingerprint, stream, version, position from commands where command_id = $1",
            row => new CommandResult(command, row.Text(0), new(row.Text(1)), row.Long(2), row.Long(3), Repeated: true), [command], ct);
        return found is [var one] ? one : null;
    }

    public async Task<IReadOnlyList<StoredEvent>> ReadStream(StreamId stream, long afterVersion, long lastVersion, CancellationToken ct) =>
        await database.Query(EventRows.OfStream, EventRows.Read, [stream, afterVersion, lastVersion], ct);

    public async Task<IReadOnlyList<StoredEvent>> ReadAll(long afterPosition, int limit, CancellationToken ct) =>
        await database.Query(EventRows.OfAll, EventRows.Read, [afterPosition, limit], ct);

    public async Task<long> ReadHead(CancellationToken ct) => (await database.Query(EventRows.Head, row => row.Long(0), [], ct))[0];

    public Task WaitForEventsAfter(long position, TimeSpan patience, CancellationToken ct) => signal.WaitForAfter(position, patience, ct);

    /// <summary>Writes what is queued, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        await wakeUp.DisposeAsync();
        await database.DisposeAsync();
    }
}
