using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Nodes;

namespace SingleWindow.Core.Shared;

/// <summary>One kind of stored event.</summary>
/// <param name="Name">Stored name.</param>
/// <param name="Version">Schema version that is written today.</param>
/// <param name="Type">The record that carries it.</param>
/// <param name="HasPersonalData">True when a member is marked <see cref="PersonalAttribute"/>.</param>
public sealed record EventKind(string Name, int Version, Type Type, bool HasPersonalData);

/// <summary>
/// All events that may be stored, by name. An older schema version is brought up to today's by a chain of pure functions when it is read; history is never rewritten.
/// </summary>
public sealed class EventCatalog
{
    private readonly FrozenDictionary<string, EventKind> byName;
    private readonly FrozenDictionary<Type, EventKind> byType;
    private readonly FrozenDictionary<(string Name, int Version), Func<JsonObject, JsonObject>> upcasters;

    /// <summary>A catalogue of these records.</summary>
    /// <param name="types">Records with an <see cref="EventNameAttribute"/>.</param>
    /// <param name="upcasters">From (name, old version) to the next version.</param>
    /// <exception cref="ArgumentException">Two records claim one name.</exception>
    public EventCatalog(IEnumerable<Type> types, IReadOnlyDictionary<(string Name, int Version), Func<JsonObject, JsonObject>>? upcasters = null)
    {
        var kinds = types.Select(Describe).ToArray();
        byName = kinds.ToFrozenDictionary(kind => kind.Name);
        byType = kinds.ToFrozenDictionary(kind => kind.Type);
        this.upcasters = (upcasters ?? new Dictionary<(string, int), Func<JsonObject, JsonObject>>()).ToFrozenDictionary();
    }

    /// <summary>Every event of the product.</summary>
    public static EventCatalog Default { get; } =
        new(typeof(EventCatalog).Assembly.GetTypes().Where(type => type.GetCustomAttribute<EventNameAttribute>() is not null), new Dictionary<(string, int), Func<JsonObject, JsonObject>>
        {
            // Whom a record is about stood in the clear half; where it stands there it is read there.
            [("record.published", 1)] = json => json,
            [("record.declared", 1)] = json => json,
            // What a case rests on was not copied into it.
            [("application.submitted", 1)] = json => json,
            [("application.inquiry-answered", 1)] = json => json,
            [("application.completed", 1)] = json => json,
            [("application.evidence-updated", 1)] = json => json,
        });

    /// <summary>All kinds, by name.</summary>
    public IEnumerable<EventKind> Kinds => byName.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The kind of a record.</summary>
    public EventKind Of(Type type) => byType[type];

    /// <summary>The kind with a stored name.</summary>
    /// <exception cref="KeyNotFoundException">The store holds an event that this binary does not know: it is older than the data.</exception>
    public EventKind Of(string name) => byName.TryGetValue(name, out var kind) ? kind : throw new KeyNotFoundException($"Unknown event '{name}'.");

    /// <summary>The stored names of what is none of these records and belongs to none of these families. A name that this binary does not know is never among them: nobody can tell what it is.</summary>
    public IReadOnlySet<string> NamesOutside(IReadOnlyCollection<Type> families) =>
        byName.Values.Where(kind => !families.Any(family => family.IsAssignableFrom(kind.Type))).Select(kind => kind.Name).ToFrozenSet();

    /// <summary>True when stored JSON of this version must pass through <see cref="Upcast"/> before it is read.</summary>
    public bool NeedsUpcast(string name, int version) => version != Of(name).Version;

    /// <summary>Brings stored JSON up to today's version.</summary>
    /// <exception cref="InvalidOperationException">A step is missing, or the event is newer than this binary.</exception>
    public JsonObject Upcast(string name, int version, JsonObject json)
    {
        for (var target = Of(name).Version; version != target; version++)
            json = upcasters.TryGetValue((name, version), out var step)
                ? step(json)
                : throw new InvalidOperationException($"No way from {name} v{version} to v{target}.");
        return json;
    }

    private static EventKind Describe(Type type)
    {
        var name = type.GetCustomAttribute<EventNameAttribute>() ?? throw new ArgumentException($"{type.Name} has no stored name.");
        return new(name.Name, name.Version, type, type.GetProperties().Any(IsPersonal));
    }

    /// <summary>True for a member marked as personal data, on the property or on the record parameter that makes it.</summary>
    public static bool IsPersonal(PropertyInfo property) =>
        property.IsDefined(typeof(PersonalAttribute)) ||
        property.DeclaringType!.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Any(parameter => parameter.Name == property.Name && parameter.IsDefined(typeof(PersonalAttribute)));
}
