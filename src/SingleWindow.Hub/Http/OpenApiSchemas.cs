using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SingleWindow.Core.Appeals;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Http;

/// <summary>Makes schemas say what <see cref="WireJson"/> does: identifiers and words are text, answers leave out what is null, bodies know no other member.</summary>
internal static partial class OpenApiSchemas
{
    private const string Digits = "0199a8c07a5c7b1e8f3a2d4c6e8f0a1b";

    /// <summary>Types with a converter of their own, of which the framework knows no form.</summary>
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        Describe(schema, context.JsonTypeInfo.Type);
        // Of a list of such types the framework says nothing of the items either.
        if (schema.Type?.HasFlag(JsonSchemaType.Array) is true && schema.Items is null && context.JsonTypeInfo.ElementType is { } element)
        {
            var items = new OpenApiSchema();
            Describe(items, element);
            schema.Items = items;
        }
        return Task.CompletedTask;
    }

    private static void Describe(OpenApiSchema schema, Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var orNull = type == declared ? default : JsonSchemaType.Null;
        if (type == typeof(TaskId)) Text(schema, orNull, "tsk_[0-9a-f]{32}_[1-9][0-9]{0,2}", $"tsk_{Digits}_1");
        else if (type == typeof(AppealId)) Text(schema, orNull, "(apl|pal)_[0-9a-f]{32}_[1-9][0-9]{0,2}", $"apl_{Digits}_1");
        else if (type == typeof(Condition)) Text(schema, orNull, ".+", "category:top-specialist");
        else if (Prefix(type) is { } prefix) Text(schema, orNull, prefix + "_[0-9a-f]{32}", $"{prefix}_{Digits}");
        else if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. schema.Enum!.Where(word => word?.GetValueKind() is JsonValueKind.String)];
        }
        else if (type == typeof(JsonElement)) schema.Description ??= "Any JSON.";
    }

    /// <summary>What depends on whether a schema is of bodies or of answers.</summary>
    public static Task Settle(Microsoft.OpenApi.OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        var bodies = new HashSet<string>();
        var operations = document.Paths.Values.SelectMany(path => path.Operations ?? []).Select(operation => operation.Value).ToArray();
        foreach (var body in operations.SelectMany(operation => operation.RequestBody?.Content?.Values ?? [])) Reach(body.Schema, bodies);
        foreach (var (name, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
        {
            // A type that was met first where it may be null is no other type for it.
            if (schema is OpenApiSchema { Type: { } type } named) named.Type = type & ~JsonSchemaType.Null;
            if (schema is not OpenApiSchema { Properties: { } members } whole) continue;
            foreach (var member in members.Values.OfType<OpenApiSchema>())
                if (Longest().Match(member.Description ?? "") is { Success: true } longest && member.Type?.HasFlag(JsonSchemaType.String) is true) member.MaxLength = int.Parse(longest.Groups[1].Value);
            if (bodies.Contains(name)) whole.AdditionalPropertiesAllowed = false;
            else LeaveOutNulls(whole, members);
        }
        foreach (var operation in operations)
            // An empty body stands for {}: it is enough where no member is needed.
            if (operation.RequestBody is OpenApiRequestBody { Content: { } content } body) body.Required = content.Values.Any(media => media.Schema is { Required.Count: > 0 } or { AdditionalProperties: not null } or { Format: "binary" });
        return Task.CompletedTask;
    }

    private static void LeaveOutNulls(OpenApiSchema whole, IDictionary<string, IOpenApiSchema> members)
    {
        foreach (var (name, member) in members.ToArray())
        {
            if (member is not OpenApiSchema inline) continue;
            if (inline.OneOf is [{ Type: JsonSchemaType.Null }, var other])
            {
                members[name] = other;
                whole.Required?.Remove(name);
            }
            else if (inline.Type?.HasFlag(JsonSchemaType.Null) is true)
            {
                inline.Type &= ~JsonSchemaType.Null;
                whole.Required?.Remove(name);
            }
        }
    }

    private static void Reach(IOpenApiSchema? schema, HashSet<string> reached)
    {
        if (schema is null || (schema is OpenApiSchemaReference { Reference.Id: { } id } && !reached.Add(id))) return;
        foreach (var part in (schema.Properties?.Values ?? []).Concat(schema.OneOf ?? [])) Reach(part, reached);
        Reach(schema.Items, reached);
    }

    private static void Text(OpenApiSchema schema, JsonSchemaType orNull, string pattern, string example) =>
        (schema.Type, schema.Pattern, schema.Examples) = (JsonSchemaType.String | orNull, $"^{pattern}$", [example]);

    private static string? Prefix(Type type) => type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEntityId<>))
        ? (string)type.GetProperty("Prefix", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)! : null;

    [GeneratedRegex("[Uu]p to ([0-9]+) characters")]
    private static partial Regex Longest();
}
