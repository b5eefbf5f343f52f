using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.EventSourcing;

/// <summary>Turns a stored event into the record it was: upcast to today's version, personal members opened, or null where the key was destroyed.</summary>
internal interface IEventReader
{
    ValueTask<object> Read(StoredEvent stored, CancellationToken ct);

    /// <summary>True when its personal members can still be opened, or it has none.</summary>
    ValueTask<bool> IsReadable(StoredEvent stored, CancellationToken ct) => new(stored.Sealed is null);
}
