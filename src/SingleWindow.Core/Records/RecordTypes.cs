using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Records;

/// <summary>A kind of record that an authority owns.</summary>
/// <param name="Id">Such as <c>tax-standing</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Owner">Code of the authority that publishes it.</param>
/// <param name="Identifier">Members that together name a record in its register; <c>a|b</c>: the first of the two that an entry has.</param>
/// <param name="Sensitivity">1 public, 2 restricted, 3 personal, 4 protected.</param>
/// <param name="RetentionYears">Years after the end of the matter; null: the owner decides for its register, and <paramref name="HubCopyDays"/> for the copy here.</param>
/// <param name="Firewall">True when it must never reach return enforcement.</param>
/// <param name="Schema">JSON Schema 2020-12 of the content.</param>
/// <param name="HubCopyDays">Days for which the hub keeps its copy where the owner decides about the register.</param>
/// <param name="PersonField">The member that names the person whom the record is about: a personal code, <c>EE</c> and a personal code, <c>doc:ISSUER:NUMBER</c>, or the worker's id; <c>a|b</c> as above. Null when it is about no person.</param>
/// <param name="EmployerField">The member that holds the registry code of the employer whom the record is about, or null.</param>
/// <param name="DateField">The member that says for which day an entry holds, or from which; of several entries the latest day counts, whenever it was sent.</param>
/// <param name="EndField">The member that says until when it holds; may be missing in an entry.</param>
/// <param name="MonthField">The member that says for which month it holds, such as <c>2026-03</c>.</param>
/// <param name="IsPast">True when that day tells of what has happened, and cannot lie ahead.</param>
/// <param name="DeclarableBy">Who may declare such a fact: employer, worker. What is declared is never a fact of the register.</param>
/// <param name="DefaultSubscribers">Authorities that follow it from the start.</param>
/// <param name="Events">Which facts of the event vocabulary an entry is.</param>
public sealed record RecordType(
    string Id, string Title, string Owner, IReadOnlyList<string> Identifier, int Sensitivity, int? RetentionYears, bool Firewall, JsonElement Schema,
    int? HubCopyDays = null, string? PersonField = null, string? EmployerField = null, string? DateField = null, string? EndField = null, string? MonthField = null, bool IsPast = false,
    IReadOnlyList<string>? DeclarableBy = null, IReadOnlyList<string>? DefaultSubscribers = null, IReadOnlyList<RecordFact>? Events = null)
{
    /// <summary>Members that a record may have.</summary>
    public IReadOnlyList<string> Fields { get; } = [.. Schema.GetProperty("properties").EnumerateObject().Select(member => member.Name)];

    /// <summary>True when the key of an entry tells who it is about.</summary>
    public bool IsNamedByPerson { get; } = Identifier.SelectMany(names => names.Split('|')).Any(name => Disclosure.Identifies(Schema.GetProperty("properties").GetProperty(name)));

    /// <summary>True when whom an entry is about is sealed as its members are: that there is one says something about him.</summary>
    [JsonIgnore]
    public bool SealsSubject { get; } = Sensitivity >= 3;

    /// <summary>True when an entry is named by either of two members.</summary>
    [JsonIgnore]
    public bool HasAlternatives { get; } = Identifier.Any(names => names.Contains('|'));

    /// <summary>Keys of personal data are made per person and retention class: what is kept for 15 years must not keep what is kept for one (domain, corrections 3).</summary>
    [JsonIgnore]
    public string RetentionClass { get; } = HubCopyDays is { } days ? $"record-{days}d" : $"record-{RetentionYears}y";

    /// <summary>For which day an entry holds, or from which; of a month, its first. Null when the type has no such member or the entry no such date.</summary>
    public DateOnly? DayOf(JsonElement content) =>
        DateField is not null && content.TryGetProperty(DateField, out var day) ? Day(day)
        : MonthField is not null && content.TryGetProperty(MonthField, out var month) ? Month(month)
        : null;

    /// <summary>Until when an entry holds; null when it says nothing about that.</summary>
    public DateOnly? EndOf(JsonElement content) => EndField is not null && content.TryGetProperty(EndField, out var member) ? Day(member) : null;

    /// <summary>
    /// For how many years after its newest version came a matter without an end is taken to go on [P]: longer than any permit is extended for (ten years), and a register that still holds it says so by a new version.
    /// </summary>
    public const int OpenEndedYears = 10;

    /// <summary>A day more than so many years ahead means "no end": registers write 9999-12-31 where they have none.</summary>
    public const int FarYears = 100;

    /// <summary>
    /// Last day on which the hub keeps an entry: the end of the year in which its years after the end of the matter are over, or of the month in which the days of the hub's copy are.
    /// Where a type has a last day and the entry says none, such as an indefinite contract or a sanction without an end, its matter ends <see cref="OpenEndedYears"/> years after its newest version.
    /// </summary>
    /// <param name="day">For which day the entry holds, or from which.</param>
    /// <param name="lastDay">Until when it holds.</param>
    /// <param name="published">When its newest version came.</param>
    public DateOnly KeptUntil(DateOnly? day, DateOnly? lastDay, DateTimeOffset published)
    {
        var came = DateOnly.FromDateTime(published.UtcDateTime);
        if (HubCopyDays is { } days) return came.AddDays(days).LastOfMonth();
        var over = Near(lastDay) ?? (EndField is null ? Near(day) ?? came : came.AddYears(OpenEndedYears));
        return new(over.Year + RetentionYears!.Value, 12, 31);

        DateOnly? Near(DateOnly? some) => some <= came.AddYears(FarYears) ? some : null;
    }

    /// <summary>Notes a day that lies ahead where an entry tells of what has happened: a slip of the pen would be the newest entry for ever, and decide.</summary>
    /// <param name="errors">Where to.</param>
    /// <param name="content">An entry that is valid against the schema.</param>
    /// <param name="came">When it came; registers of other time zones may be a day ahead.</param>
    public void RequirePast(FieldErrors errors, JsonElement content, DateTimeOffset came)
    {
        if (IsPast) errors.Require(!(DayOf(content) > DateOnly.FromDateTime(came.UtcDateTime).AddDays(1)), $"/{DateField}", "future", "A day that has come.");
    }

    /// <summary>Reads a day; null when it is none.</summary>
    public static DateOnly? Day(JsonElement member) => Read(member, "yyyy-MM-dd");

    /// <summary>Reads a month, as its first day; null when it is none.</summary>
    public static DateOnly? Month(JsonElement member) => Read(member, "yyyy-MM");

    /// <summary>The member of an entry that a name such as <c>a|b</c> means, or null when it has none of them.</summary>
    public static JsonElement? Member(JsonElement content, string? names)
    {
        foreach (var name in names?.Split('|') ?? [])
            if (content.TryGetProperty(name, out var member)) return member;
        return null;
    }

    private static DateOnly? Read(JsonElement member, string form) =>
        member.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(member.GetString(), form, out var day) ? day : null;
}

/// <summary>A fact of the event vocabulary that an entry of a register is.</summary>
/// <param name="Name">Such as <c>employment.ended</c>.</param>
/// <param name="Member">Only when the entry has this member.</param>
/// <param name="Is">Only when it says this, a word or true.</param>
/// <param name="Each">One fact for each item of this member.</param>
public sealed record RecordFact(string Name, string? Member = null, string? Is = null, string? Each = null);

/// <summary>The record types of the domain.</summary>
public static class RecordTypes
{
    private static readonly FrozenDictionary<string, RecordType> Types =
        RecordData.Read<RecordTypeFile>("record-types.json").Types.ToFrozenDictionary(type => type.Id);

    /// <summary>All types, by id.</summary>
    public static IReadOnlyList<RecordType> All { get; } = [.. Types.Values.OrderBy(type => type.Id, StringComparer.Ordinal)];

    /// <summary>The type with this id, or null.</summary>
    public static RecordType? Find(string id) => Types.GetValueOrDefault(id);
}

internal static class RecordData
{
    public static T Read<T>(string file)
    {
        using var stream = typeof(RecordData).Assembly.GetManifestResourceStream($"SingleWindow.Core.Records.Data.{file}")!;
        return (T)JsonSerializer.Deserialize(stream, typeof(T), RecordDataJson.Default)!;
    }
}

internal sealed record RecordTypeFile(IReadOnlyList<RecordType> Types);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RecordTypeFile))]
[JsonSerializable(typeof(AccessMatrixFile))]
[JsonSerializable(typeof(PurposesFile))]
internal sealed partial class RecordDataJson : JsonSerializerContext;
