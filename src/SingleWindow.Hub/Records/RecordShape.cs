using System.Collections.Concurrent;
using System.Text.Json;
using Json.Schema;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Records;

/// <summary>Judges the content of a record: first its shape, by the JSON Schema that is published, then what no schema can say.</summary>
internal sealed class RecordShape
{
    private const int Enough = 100, Most = 5000;

    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };
    private readonly ConcurrentDictionary<string, JsonSchema> schemas = new();

    /// <summary>Everything that is wrong, under JSON pointers into the content.</summary>
    /// <param name="type">What it shall be.</param>
    /// <param name="content">Judged.</param>
    /// <param name="came">When it came.</param>
    public FieldErrors Check(RecordType type, JsonElement content, DateTimeOffset came)
    {
        var errors = new FieldErrors();
        if (content.ValueKind == JsonValueKind.Object)
            foreach (var member in content.EnumerateObject().Where(member => !type.Fields.Contains(member.Name)).Take(Enough)) errors.Add($"/{Escaped(member.Name)}", "unknown", "Not a member of this record type.");
        // What nobody will read needs no judging.
        if (errors.All.Count >= Enough) return errors;
        errors.Require(Values(content) <= Most, "", "too-large", $"At most {Most} values.");
        if (errors.All.Any(error => error.Code == "too-large")) return errors;
        var schema = schemas.GetOrAdd(type.Id, static (_, text) => JsonSchema.FromText(text.GetRawText()), type.Schema);
        if (schema.Evaluate(content, Options) is { IsValid: false } results) Collect(errors, results, type.Schema, content);
        if (errors.IsEmpty) RecordMeanings.Check(errors, type, content);
        if (errors.IsEmpty) Text(errors, content, "");
        if (errors.IsEmpty) type.RequirePast(errors, content, came);
        return errors;
    }

    private static void Collect(FieldErrors errors, EvaluationResults results, JsonElement schema, JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.Object && schema.TryGetProperty("anyOf", out var ways) && !ways.EnumerateArray().Any(way => Names(way).All(name => content.TryGetProperty(name, out _))))
            errors.Add("", "required", $"One of: {string.Join(", ", ways.EnumerateArray().SelectMany(Names))}.");
        // What one of several ways lacks is no fault where another one holds.
        foreach (var part in (results.Details ?? []).Where(part => !part.EvaluationPath.ToString().StartsWith("/anyOf", StringComparison.Ordinal)))
            foreach (var (keyword, message) in part.Errors ?? new Dictionary<string, string>())
            {
                var pointer = part.InstanceLocation.ToString();
                switch (keyword)
                {
                    // Of the record itself each missing member is named; inside of something it is enough to say where.
                    case "required" when pointer.Length == 0 && part.EvaluationPath.ToString().Length == 0:
                        foreach (var name in Names(schema).Where(name => !content.TryGetProperty(name, out _)))
                            errors.Add($"/{name}", "required", "This is needed.");
                        break;
                    case "":
                        // Those of the record itself are told already.
                        if (pointer.LastIndexOf('/') > 0) errors.Add(pointer, "unknown", "Not a member of this record type.");
                        break;
                    default:
                        errors.Add(pointer, keyword, Sentence(keyword, message));
                        break;
                }
            }
    }

    private static int Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => 1 + value.EnumerateObject().Sum(member => Values(member.Value)),
        JsonValueKind.Array => 1 + value.EnumerateArray().Sum(Values),
        _ => 1,
    };

    private static string Escaped(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static IEnumerable<string> Names(JsonElement schema) => schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!);

    // The validator's own sentence may quote the value.
    private static string Sentence(string keyword, string message) => keyword switch
    {
        "pattern" => "Not of the form that the schema of the record type asks for.",
        "enum" => "Not one of the words that the schema of the record type lists.",
        "type" => "Of another JSON type than the schema of the record type asks for.",
        "required" => message,
        _ => $"Against '{keyword}' of the schema of the record type.",
    };

    private static void Text(FieldErrors errors, JsonElement value, string pointer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                // The dot of a pattern stops at a line separator in ECMAScript, and not in .NET.
                errors.Require(!value.GetString()!.Any(c => (char.IsControl(c) && c is not ('\n' or '\t')) || c is '\u2028' or '\u2029'), pointer, "text", "No control characters.");
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject()) Text(errors, member.Value, $"{pointer}/{member.Name}");
                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in value.EnumerateArray().Index()) Text(errors, item, $"{pointer}/{index}");
                break;
            default:
                break;
        }
    }
}
