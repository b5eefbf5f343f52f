using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;

namespace SingleWindow.Core.Records;

/// <summary>
/// Cuts a record to what a row grants. By what its register names it always travels (domain, corrections 2), as far as that is not the person himself; behind the wall a row shows the return authority what it names and no more.
/// </summary>
public static class Disclosure
{
    private static readonly HashSet<string> Identity = ["person", "personalCode", "travelDocument"];
    private static readonly HashSet<string> Names = ["givenNames", "familyName"];

    /// <summary>The members that the reader gets, in the order of the record.</summary>
    /// <param name="type">Of the record.</param>
    /// <param name="row">The row on which the access rests.</param>
    /// <param name="content">The whole record.</param>
    /// <param name="facts">On which a test is answered.</param>
    public static JsonElement Of(RecordType type, AccessRow row, JsonElement content, AccessFacts facts)
    {
        var shown = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(shown))
        {
            json.WriteStartObject();
            var met = row.AnswerAs is AnswerForm.Test && AccessTests.Passes(type, content, facts) is true;
            if (row.AnswerAs is AnswerForm.Test) json.WriteString("test", met ? "met" : "not-met");
            foreach (var member in content.EnumerateObject())
                if ((!met && row.Grants(member.Name)) || Travels(type, row, member.Name)) Write(type, row, member, json);
            json.WriteEndObject();
        }
        return JsonElement.Parse(shown.WrittenSpan);
    }

    private static void Write(RecordType type, AccessRow row, JsonProperty member, Utf8JsonWriter json)
    {
        if (row.Transform is null) member.WriteTo(json);
        // Of somebody without a name the birthday is told only where the law names it; and so is the number under which registers keep what is about him: by it a reader finds whom a pseudonym stands for.
        else if (row.Fields.Contains(member.Name) || !(member.Name == "birthDate" || (row.Transform is AccessTransform.Pseudonymise && Numbers.All.Contains(member.Name))))
            WithoutIdentity(type.Schema.GetProperty("properties"), member, json);
    }

    private static bool Travels(RecordType type, AccessRow row, string member) =>
        !MatrixChecks.IsBehindWall(type, row) && row.Transform is not AccessTransform.Pseudonymise && type.Identifier.Contains(member) && !Identifies(type, member);

    /// <summary>True when the row does not tell whom the record is about, and a pseudonym stands for him, so that the reader knows which of his records are about the same person.</summary>
    public static bool HidesPerson(RecordType type, AccessRow row) => row.Transform switch
    {
        AccessTransform.Pseudonymise => true,
        AccessTransform.DropIdentity => false,
        _ => !MatrixChecks.IsBehindWall(type, row) && type.PersonField is { } person && (row.AnswerAs is not null || !person.Split('|').Any(row.Grants)),
    };

    private static void WithoutIdentity(JsonElement members, JsonProperty member, Utf8JsonWriter json)
    {
        if (Names.Contains(member.Name) || !members.TryGetProperty(member.Name, out var schema) || Identifies(schema)) return;
        json.WritePropertyName(member.Name);
        WithoutIdentity(schema, member.Value, json);
    }

    private static void WithoutIdentity(JsonElement schema, JsonElement value, Utf8JsonWriter json)
    {
        if (value.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var members))
        {
            json.WriteStartObject();
            foreach (var member in value.EnumerateObject()) WithoutIdentity(members, member, json);
            json.WriteEndObject();
        }
        else if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            json.WriteStartArray();
            if (!Identifies(items))
                foreach (var item in value.EnumerateArray()) WithoutIdentity(items, item, json);
            json.WriteEndArray();
        }
        else value.WriteTo(json);
    }

    /// <summary>True when this member of the type tells who a person is.</summary>
    internal static bool Identifies(RecordType type, string member) =>
        Names.Contains(member) || (type.Schema.GetProperty("properties").TryGetProperty(member, out var schema) && Identifies(schema));

    /// <summary>True when a member of this form is the identity of a person.</summary>
    internal static bool Identifies(JsonElement schema) => schema.TryGetProperty("$ref", out var reference) && Identity.Contains(reference.GetString()!["#/$defs/".Length..]);

    // Of its own, for types ask this class about members while they are read.
    private static class Numbers
    {
        public static readonly FrozenSet<string> All = RecordTypes.All.Where(type => type is { PersonField: not null, Identifier.Count: 1 }).Select(type => type.Identifier[0]).ToFrozenSet();
    }
}
