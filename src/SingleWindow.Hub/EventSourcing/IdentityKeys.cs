using SingleWindow.Core.Shared;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.EventSourcing;

/// <summary>Who a strong identifier belongs to: a stream per identifier, named by its blind index and begun at version 0, so that only one can have it.</summary>
internal sealed class IdentityKeys(IEventStore store, EventFormat format, BlindIndex index)
{
    /// <summary>The blind index of an identifier.</summary>
    public ValueTask<string> Of(StrongIdentifier identifier, CancellationToken ct) => index.Compute(identifier.Kind, identifier.Country, identifier.Value, ct);

    /// <summary>The blind index of a text exactly as it is written.</summary>
    public ValueTask<string> Exactly(string kind, string owner, string text, CancellationToken ct) => index.ComputeExactly(kind, owner, text, ct);

    /// <summary>The owner of a key, or null.</summary>
    public async ValueTask<string?> Owner(string key, CancellationToken ct) =>
        (await store.ReadStream(StreamOf(key), 0, ct)) is [.., var last] ? ((IdentityKeyEvent.Assigned)await format.Read(last, ct)).Owner : null;

    /// <summary>The append that gives a free key to an owner.</summary>
    public static async ValueTask<StreamAppend> Assign(EventFormat format, string key, string owner, CancellationToken ct) =>
        new(StreamOf(key), 0, [await format.Write(new IdentityKeyEvent.Assigned(owner), StreamOf(key), 1, default, ct)]);

    private static StreamId StreamOf(string key) => new($"idk_{key}");
}
