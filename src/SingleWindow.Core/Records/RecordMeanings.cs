using System.Collections.Frozen;
using System.Text.Json;
using SingleWindow.Core.Reference;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Records;

/// <summary>
/// What the JSON Schema of a record type cannot say: that a day exists, that a check digit is right, that a code is in its list. The definitions under <c>$defs</c> name such
/// meanings; members that refer to them are judged here, after the shape is right.
/// </summary>
public static class RecordMeanings
{
    private static readonly FrozenDictionary<string, Meaning> Known = new Dictionary<string, Meaning>
    {
        ["date"] = new(text => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _), "date", "A day that exists, such as 2026-03-31."),
        ["instant"] = new(text => DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _), "instant", "An instant that exists, such as 2026-03-31T09:00:00+03:00."),
        ["personalCode"] = new(NationalCodes.IsPersonalCode, "check-digit", "Eleven digits with a check digit."),
        ["registryCode"] = new(NationalCodes.IsRegistryCode, "check-digit", "Eight digits with a check digit."),
        ["person"] = new(text => text.Contains('_') || text.Contains(':') || NationalCodes.IsPersonalCode(text.StartsWith("EE", StringComparison.Ordinal) ? text[2..] : text), "check-digit", "A personal code with its check digit, doc:ISSUER:NUMBER, or the worker's id."),
        ["country"] = new(ReferenceData.IsNationality, "country", "An ISO 3166-1 alpha-3 code."),
        ["isco"] = new(ReferenceData.IsOccupationGroup, "isco", "An ISCO-08 group."),
        ["nace"] = new(ReferenceData.IsActivity, "nace", "A NACE Rev. 2.1 activity."),
    }.ToFrozenDictionary();

    /// <summary>Notes every member whose shape is right and whose meaning is not.</summary>
    /// <param name="errors">Where to.</param>
    /// <param name="type">Whose schema names the meanings.</param>
    /// <param name="content">A record that is valid against that schema.</param>
    public static void Check(FieldErrors errors, RecordType type, JsonElement content) => Walk(errors, type.Schema, type.Schema, content, "");

    private static void Walk(FieldErrors errors, JsonElement root, JsonElement schema, JsonElement value, string pointer)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!["#/$defs/".Length..];
            if (Known.TryGetValue(name, out var meaning) && value.ValueKind == JsonValueKind.String) errors.Require(meaning.Holds(value.GetString()!), pointer, meaning.Code, meaning.Detail);
            Walk(errors, root, root.GetProperty("$defs").GetProperty(name), value, pointer);
        }
        if (value.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var members))
            foreach (var member in value.EnumerateObject())
                if (members.TryGetProperty(member.Name, out var inner)) Walk(errors, root, inner, member.Value, $"{pointer}/{member.Name}");
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            foreach (var (index, item) in value.EnumerateArray().Index()) Walk(errors, root, items, item, $"{pointer}/{index}");
    }

    private sealed record Meaning(Func<string, bool> Holds, string Code, string Detail);
}
