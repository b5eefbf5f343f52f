using System.Text.Json;
using System.Text.Json.Nodes;

namespace SingleWindow.Core.Records;

/// <summary>Cuts a record to what a row grants.</summary>
public static class Disclosure
{
    private static readonly HashSet<string> Identity = ["person", "personalCode", "travelDocument"];
    private static readonly HashSet<string> Names = ["givenNames", "familyName"];

    /// <summary>The members that the reader gets, in the order of the record.</summary>
    /// <param name="type">Of the record.</param>
    /// <param name="row">The row on which the access rests.</param>
    /// <param name="content">The whole record.</param>
    /// <param name="facts">On which a test is answered.</param>
    public static JsonObject Of(RecordType type, AccessRow row, JsonElement content, AccessFacts facts)
    {
        if (row.AnswerAs is AnswerForm.Test && AccessTests.Passes(type, content, facts) is true) return new() { ["test"] = "met" };
        var shown = row.AnswerAs is AnswerForm.Test ? new JsonObject { ["test"] = "not-met" } : new JsonObject();
        var whole = (JsonObject)(row.Transform is null ? JsonNode.Parse(content.GetRawText())! : WithoutIdentity(type.Schema, type.Schema, content)!);
        // Of somebody without a name the birthday is told only where the law names it.
        if (row.Transform is not null && !row.Fields.Contains("birthDate")) whole.Remove("birthDate");
        foreach (var (name, value) in whole)
            if (row.Grants(name)) shown[name] = value?.DeepClone();
        return shown;
    }

    private static JsonNode? WithoutIdentity(JsonElement root, JsonElement schema, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var members))
        {
            var kept = new JsonObject();
            foreach (var member in value.EnumerateObject())
                if (!Names.Contains(member.Name) && members.TryGetProperty(member.Name, out var inner) && !Identifies(inner))
                    kept[member.Name] = WithoutIdentity(root, inner, member.Value);
            return kept;
        }
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            return new JsonArray([.. value.EnumerateArray().Where(_ => !Identifies(items)).Select(item => WithoutIdentity(root, items, item))]);
        return JsonNode.Parse(value.GetRawText());
    }

    /// <summary>True when this member of the type tells who a person is.</summary>
    internal static bool Identifies(RecordType type, string member) =>
        Names.Contains(member) || (type.Schema.GetProperty("properties").TryGetProperty(member, out var schema) && Identifies(schema));

    /// <summary>True when a member of this form is the identity of a person.</summary>
    internal static bool Identifies(JsonElement schema) => schema.TryGetProperty("$ref", out var reference) && Identity.Contains(reference.GetString()!["#/$defs/".Length..]);
}
