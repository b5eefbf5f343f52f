using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Storage;

/// <summary>The one durable memory of the hub: streams of events, a dense global order, and the commands that made them.</summary>
/// <remarks>
/// Safe when two processes run by accident: every rule below is kept by the database, not by the caller.
/// A caller may rely on: what <see cref="Append"/> returned is on disk; positions have no gaps and appear in order;
/// a reader that saw position n will never later see a new event at or below n.
/// </remarks>
internal interface IEventStore
{
    /// <summary>
    /// Appends to one or several streams in one transaction, if every stream is at its expected version and every required stream at its required one.
    /// The same command id again appends nothing and returns the first result, whatever the versions are now.
    /// </summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">A version was stale; nothing was written.</exception>
    /// <exception cref="Exception">Anything else: the outcome is unknown; ask <see cref="FindCommand"/>.</exception>
    Task<CommandResult> Append(AppendRequest request, CancellationToken ct);

    /// <summary>The result of a command that was appended before, or null.</summary>
    Task<CommandResult?> FindCommand(CommandId command, CancellationToken ct);

    /// <summary>The events of a stream with version greater than <paramref name="afterVersion"/>, oldest first.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadStream(StreamId stream, long afterVersion, CancellationToken ct) => ReadStream(stream, afterVersion, long.MaxValue, ct);

    /// <summary>The same, up to and with <paramref name="lastVersion"/>.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadStream(StreamId stream, long afterVersion, long lastVersion, CancellationToken ct);

    /// <summary>Up to <paramref name="limit"/> events after a position, in global order.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadAll(long afterPosition, int limit, CancellationToken ct);

    /// <summary>The position of the newest event; 0 when there is none.</summary>
    Task<long> ReadHead(CancellationToken ct);

    /// <summary>Completes when the store may hold events after the position: at once if it does, else after the next commit or after <paramref name="patience"/>.</summary>
    Task WaitForEventsAfter(long position, TimeSpan patience, CancellationToken ct);
}
