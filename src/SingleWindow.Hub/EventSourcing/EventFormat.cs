using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SingleWindow.Core;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.EventSourcing;

/// <summary>
/// Turns events into what is stored and back: public members as JSON, personal members as ciphertext under the key of their person and retention class.
/// Both halves are JSON objects; read together they are the event again, and after an erasure the personal members are simply absent.
/// </summary>
internal sealed class EventFormat(EventCatalog catalog, Sealer sealer) : IEventReader
{
    private static readonly ConcurrentDictionary<Type, HashSet<string>> PersonalNames = new();
    private static readonly JsonSerializerOptions PublicHalf = Half(personal: false);
    private static readonly JsonSerializerOptions PersonalHalf = Half(personal: true);

    /// <summary>The event as it is stored at this place in this stream; the place is bound into the ciphertext.</summary>
    /// <exception cref="KeyDestroyedException">The person was erased.</exception>
    public async ValueTask<NewEvent> Write(object happened, StreamId stream, long version, KeyRef key, CancellationToken ct)
    {
        var kind = catalog.Of(happened.GetType());
        var data = JsonSerializer.SerializeToUtf8Bytes(happened, kind.Type, PublicHalf);
        if (!kind.HasPersonalData) return new(kind.Name, kind.Version, data, null);
        var personal = JsonSerializer.SerializeToUtf8Bytes(happened, kind.Type, PersonalHalf);
        return new(kind.Name, kind.Version, data, personal.Length == 2 ? null : await sealer.Seal(key, personal, Place(stream, version, kind.Name), ct));
    }

    /// <summary>The event again; personal members are null when their key was destroyed.</summary>
    public async ValueTask<object> Read(StoredEvent stored, CancellationToken ct)
    {
        var kind = catalog.Of(stored.Type);
        var personal = stored.Sealed is { } box ? await sealer.Open(box, Place(stored.Stream, stored.Version, stored.Type), ct) : null;
        var json = personal is null ? stored.Data : Join(stored.Data, personal);
        if (catalog.NeedsUpcast(stored.Type, stored.SchemaVersion))
            return catalog.Upcast(stored.Type, stored.SchemaVersion, JsonNode.Parse(json)!.AsObject()).Deserialize(kind.Type, EventJson.Options)!;
        return JsonSerializer.Deserialize(json, kind.Type, EventJson.Options)!;
    }

    public async ValueTask<bool> IsReadable(StoredEvent stored, CancellationToken ct) => stored.Sealed is not { Key: var key } || await sealer.Opens(key, ct);

    private static byte[] Place(StreamId stream, long version, string type) => Encoding.UTF8.GetBytes($"{stream.Value}|{version}|{type}");

    // {"a":1} and {"b":2} make {"a":1,"b":2}.
    private static byte[] Join(ReadOnlySpan<byte> data, ReadOnlySpan<byte> personal) =>
        data.Length == 2 ? personal.ToArray() : [.. data[..^1], (byte)',', .. personal[1..]];

    private static JsonSerializerOptions Half(bool personal) => new(EventJson.Options)
    {
        TypeInfoResolver = EventJson.Options.TypeInfoResolver!.WithAddedModifier(type =>
        {
            if (!type.Type.IsDefined(typeof(EventNameAttribute), inherit: false)) return;
            var names = PersonalNames.GetOrAdd(type.Type, NamesOf);
            foreach (var property in type.Properties.Where(property => names.Contains(property.Name) != personal)) property.ShouldSerialize = static (_, _) => false;
        }),
    };

    private static HashSet<string> NamesOf(Type type) =>
        [.. type.GetProperties().Where(EventCatalog.IsPersonal).Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))];
}
