using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>The API's own description, held against what the API really takes and answers.</summary>
internal sealed class Contract(JsonNode document)
{
    public JsonNode Document => document;

    /// <summary>What the description says otherwise; empty when it agrees, and for what it does not describe.</summary>
    public IReadOnlyList<string> Differences(string method, string path, string? sent, Answer answer)
    {
        var found = new List<string>();
        if (Operation(method, path) is not { } operation) return found;
        var place = $"{method} {path} {answer.Status}";
        if (operation["responses"]![$"{answer.Status}"] is not { } response) return [$"{place}: this status is not described"];
        var content = response["content"]!.AsObject();
        var type = answer.ContentType?.Split(';')[0] ?? "";
        if (content[type] is not { } media) found.Add($"{place}: {answer.ContentType} instead of {string.Join(" or ", content.Select(one => one.Key))}");
        else if (IsJson(type))
            foreach (var one in type == "application/x-ndjson" ? answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries) : [answer.Body]) Check(media["schema"]!, JsonNode.Parse(one), place, found, strict: true);
        var headers = response["headers"]?.AsObject().Select(header => header.Key).ToArray() ?? [];
        foreach (var name in new[] { "ETag", "Location", "Retry-After", "WWW-Authenticate" })
            if (answer.Headers.Contains(name) != headers.Contains(name)) found.Add($"{place}: header {name} is {(answer.Headers.Contains(name) ? "sent" : "described")}");
        if (answer.Status < 300 && type != "application/x-ndjson" && operation["requestBody"] is { } body)
        {
            if (sent is null or "") { if (body["required"]?.GetValue<bool>() is true) found.Add($"{place}: a body is said to be needed"); }
            else if (body["content"]!["application/json"] is { } json) Check(json["schema"]!, JsonNode.Parse(sent), $"{place} body", found, strict: false);
        }
        return found;
    }

    public IReadOnlyList<string> Differences(JsonNode schema, JsonNode? value)
    {
        var found = new List<string>();
        Check(schema, value, "", found, strict: true);
        return found;
    }

    private static bool IsJson(string type) => type.EndsWith("json", StringComparison.Ordinal);

    private JsonNode? Operation(string method, string path)
    {
        var parts = path.Split('?')[0].Trim('/').Split('/');
        return document["paths"]!.AsObject()
            .Where(template => template.Key.Trim('/').Split('/') is var names && names.Length == parts.Length && names.Zip(parts).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second))
            .OrderBy(template => template.Key.Count(c => c == '{')).Select(template => template.Value![method.ToLowerInvariant()]).FirstOrDefault();
    }

    /// <param name="schema">Of the document.</param>
    /// <param name="value">What was said.</param>
    /// <param name="at">Where.</param>
    /// <param name="found">What differs.</param>
    /// <param name="strict">Members that are not described are a difference, whether or not the schema forbids them.</param>
    private void Check(JsonNode schema, JsonNode? value, string at, List<string> found, bool strict)
    {
        if (schema["$ref"] is { } reference)
        {
            Check(reference.ToString()[2..].Split('/').Aggregate(document, (node, name) => node[name]!), value, at, found, strict);
            return;
        }
        if (schema["oneOf"] is JsonArray choices)
        {
            if (choices.Count(choice => Fits(choice!, value, strict)) != 1) found.Add($"{at}: fits not exactly one form");
            return;
        }
        if (schema["type"] is { } types && !Types(types).Any(type => Is(type, value)))
        {
            found.Add($"{at}: {value?.ToJsonString() ?? "null"} is no {types.ToJsonString()}");
            return;
        }
        if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value))) found.Add($"{at}: {value} is not one of the words");
        if (value?.GetValueKind() is JsonValueKind.String) CheckText(schema, value.ToString(), at, found);
        if (value is JsonArray items && schema["items"] is { } item)
            for (var i = 0; i < items.Count; i++) Check(item, items[i], $"{at}/{i}", found, strict);
        if (value is JsonObject members) CheckMembers(schema, members, at, found, strict);
    }

    private void CheckMembers(JsonNode schema, JsonObject members, string at, List<string> found, bool strict)
    {
        foreach (var name in schema["required"]?.AsArray() ?? [])
            if (!members.ContainsKey(name!.ToString())) found.Add($"{at}: {name} is missing");
        var others = schema["additionalProperties"];
        foreach (var (name, member) in members)
            if (schema["properties"]?[name] is { } known) Check(known, member, $"{at}/{name}", found, strict);
            else if (others is JsonObject) Check(others, member, $"{at}/{name}", found, strict);
            else if (others is not null || (strict && schema["properties"] is not null)) found.Add($"{at}: {name} is not described");
    }

    private static void CheckText(JsonNode schema, string text, string at, List<string> found)
    {
        if (schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern.ToString())) found.Add($"{at}: {text} does not match {pattern}");
        if (schema["maxLength"] is { } longest && text.Length > longest.GetValue<int>()) found.Add($"{at}: too long");
        var formed = schema["format"]?.ToString() switch { "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _), "date-time" => text.Contains('T') && DateTimeOffset.TryParse(text, out _), _ => true };
        if (!formed) found.Add($"{at}: {text} is no {schema["format"]}");
    }

    private bool Fits(JsonNode schema, JsonNode? value, bool strict)
    {
        var found = new List<string>();
        Check(schema, value, "", found, strict);
        return found.Count == 0;
    }

    private static IEnumerable<string> Types(JsonNode types) => types is JsonArray several ? several.Select(type => type!.ToString()) : [types.ToString()];

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("null", JsonValueKind.Null) or ("string", JsonValueKind.String) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("number", JsonValueKind.Number)
            or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => long.TryParse(value!.ToJsonString(), out _),
        _ => false,
    };
}
