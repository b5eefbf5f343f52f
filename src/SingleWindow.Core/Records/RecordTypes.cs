using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SingleWindow.Core.Records;

/// <summary>A kind of record that an authority owns.</summary>
/// <param name="Id">Such as <c>tax-standing</c>.</param>
/// <param name="Owner">Code of the authority that publishes it.</param>
/// <param name="Fields">Members that a record may have.</param>
/// <param name="Identifier">Members that together name a record in its register.</param>
/// <param name="Sensitivity">1 public, 2 restricted, 3 personal, 4 protected.</param>
/// <param name="RetentionYears">Years after the end of the matter; null: the owner decides.</param>
/// <param name="Firewall">True when it must never reach return enforcement.</param>
/// <param name="EmployerField">The member that holds the registry code of the employer whom the record is about; null when it is about a person.</param>
/// <param name="DateField">The member that says for which day an entry holds, or from which; of several entries the latest day counts, whenever it was sent.</param>
/// <param name="EndField">The member that says until when it holds; may be missing in an entry.</param>
/// <param name="MonthField">The member that says for which month it holds, such as <c>2026-03</c>.</param>
/// <param name="PersonField">The member that holds the personal code of the person whom the record is about; may be missing in an entry while the person has none.</param>
public sealed record RecordType(
    string Id, string Owner, IReadOnlyList<string> Fields, IReadOnlyList<string> Identifier, int Sensitivity, int? RetentionYears, bool Firewall, string? EmployerField = null, string? DateField = null,
    string? EndField = null, string? MonthField = null, string? PersonField = null)
{
    /// <summary>For which day an entry holds, or from which; of a month, its first. Null when the type has no such member or the entry no such date.</summary>
    public DateOnly? DayOf(JsonElement content) =>
        DateField is not null && content.TryGetProperty(DateField, out var day) ? Day(day)
        : MonthField is not null && content.TryGetProperty(MonthField, out var month) ? Month(month)
        : null;

    /// <summary>Until when an entry holds; null when it says nothing about that.</summary>
    public DateOnly? EndOf(JsonElement content) => EndField is not null && content.TryGetProperty(EndField, out var member) ? Day(member) : null;

    /// <summary>Reads a day; null when it is none.</summary>
    public static DateOnly? Day(JsonElement member) => Read(member, "yyyy-MM-dd");

    /// <summary>Reads a month, as its first day; null when it is none.</summary>
    public static DateOnly? Month(JsonElement member) => Read(member, "yyyy-MM");

    private static DateOnly? Read(JsonElement member, string form) =>
        member.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(member.GetString(), form, out var day) ? day : null;
}

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

/// <summary>One lawful (or for ever unlawful) way to a record type.</summary>
/// <param name="Id">Stable id of the row.</param>
/// <param name="RecordType">What.</param>
/// <param name="Requester">Code of the authority, or <c>*</c>.</param>
/// <param name="Purpose">Such as <c>P01</c>, permit decision.</param>
/// <param name="Basis">LO legal obligation, PT public task, NV never.</param>
/// <param name="Fields">Members granted; <c>*</c> for all.</param>
public sealed record AccessRow(string Id, string RecordType, string Requester, string Purpose, string Basis, IReadOnlyList<string> Fields);

/// <summary>Who may see what, for which purpose. What is not listed is denied; a "never" row beats every other.</summary>
public sealed class AccessMatrix(IReadOnlyList<AccessRow> rows)
{
    /// <summary>The matrix that comes with the product.</summary>
    public static AccessMatrix Default { get; } = new(RecordData.Read<AccessMatrixFile>("access-matrix.json").Rows);

    /// <summary>The row that allows this access, or null.</summary>
    public AccessRow? Allowing(string recordType, string requester, string purpose)
    {
        var matching = rows.Where(row => row.RecordType == recordType && row.Purpose == purpose && (row.Requester == requester || row.Requester == "*")).ToArray();
        return Array.Exists(matching, row => row.Basis == "NV") ? null : matching.FirstOrDefault();
    }
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

internal sealed record AccessMatrixFile(IReadOnlyList<AccessRow> Rows);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RecordTypeFile))]
[JsonSerializable(typeof(AccessMatrixFile))]
internal sealed partial class RecordDataJson : JsonSerializerContext;
