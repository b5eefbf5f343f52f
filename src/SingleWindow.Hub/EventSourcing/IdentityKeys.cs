using Orleans.Storage;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.EventSourcing;

/// <summary>Who a strong identifier belongs to: a stream per identifier, named by its blind index and fenced by its version, so that only one can have it.</summary>
internal sealed class IdentityKeys(IEventStore store, EventFormat format, BlindIndex index)
{
    /// <summary>The blind index of an identifier.</summary>
    public ValueTask<string> Of(StrongIdentifier identifier, CancellationToken ct) => index.Compute(identifier.Kind, identifier.Country, identifier.Value, ct);

    /// <summary>The blind index of a text exactly as it is written.</summary>
    public ValueTask<string> Exactly(string kind, string owner, string text, CancellationToken ct) => index.ComputeExactly(kind, owner, text, ct);

    /// <summary>The blind index of the mailbox that an e-mail address reaches.</summary>
    public ValueTask<string> OfMailbox(string email, CancellationToken ct) => index.ComputeExactly("email", "", Core.Workers.Mailbox.Of(email), ct);

    /// <summary>The owner of a key, or null.</summary>
    public async ValueTask<string?> Owner(string key, CancellationToken ct) => (await Find(store, format, key, ct)).Owner;

    /// <summary>The append that gives a key that nobody ever had to an owner.</summary>
    public static async ValueTask<StreamAppend> Assign(EventFormat format, string key, string owner, CancellationToken ct) =>
        await Append(format, key, 0, new IdentityKeyEvent.Assigned(owner), ct);

    /// <summary>The append that gives a key to an owner, from this one: null, when nobody has it.</summary>
    /// <exception cref="InconsistentStateException">Another has it.</exception>
    public static async ValueTask<StreamAppend> Give(IEventStore store, EventFormat format, string key, string owner, string? from, CancellationToken ct) =>
        await Append(format, key, await Version(store, format, key, from, ct), new IdentityKeyEvent.Assigned(owner), ct);

    /// <summary>The append that frees a key of this owner.</summary>
    /// <exception cref="InconsistentStateException">Another has it.</exception>
    public static async ValueTask<StreamAppend> Release(IEventStore store, EventFormat format, string key, string owner, CancellationToken ct) =>
        await Append(format, key, await Version(store, format, key, owner, ct), new IdentityKeyEvent.Released(owner), ct);

    private static async ValueTask<long> Version(IEventStore store, EventFormat format, string key, string? owner, CancellationToken ct)
    {
        var known = await Find(store, format, key, ct);
        return known.Owner == owner ? known.Version : throw new InconsistentStateException("An identity key belongs to another.");
    }

    private static async ValueTask<(string? Owner, long Version)> Find(IEventStore store, EventFormat format, string key, CancellationToken ct) =>
        await store.ReadStream(StreamOf(key), 0, ct) is [.., var last] ? ((await format.Read(last, ct) as IdentityKeyEvent.Assigned)?.Owner, last.Version) : (null, 0);

    private static async ValueTask<StreamAppend> Append(EventFormat format, string key, long version, IdentityKeyEvent happened, CancellationToken ct) =>
        new(StreamOf(key), version, [await format.Write(happened, StreamOf(key), version + 1, default, ct)]);

    private static StreamId StreamOf(string key) => new($"idk_{key}");
}
