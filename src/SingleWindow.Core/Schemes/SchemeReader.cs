using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>Reads a scheme definition and says everything that is wrong with it, each fault with its JSON pointer.</summary>
public static class SchemeReader
{
    private const int Longest = 1_000_000;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        TypeInfoResolver = SchemeJson.Default,
    };

    private static readonly JsonTypeInfo<Scheme> Shape = (JsonTypeInfo<Scheme>)Strict.GetTypeInfo(typeof(Scheme));

    /// <summary>The shape of a definition, as JSON Schema 2020-12.</summary>
    public static JsonNode JsonSchema { get; } = Describe();

    /// <summary>The definition, or what is wrong with it: first its shape; when that is right, its meaning.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="matrix">Says which authority may see an application for which purpose.</param>
    public static (Scheme? Scheme, FieldErrors Errors) Read(ReadOnlyMemory<byte> json, AccessMatrix matrix)
    {
        var errors = new FieldErrors();
        if (json.Length > Longest) errors.Add("", "length", "At most a million bytes.");
        else if (Parse(json, errors) is { } document)
            using (document)
            {
                SchemeShape.Check(document.RootElement, Shape, "", errors);
                if (errors.IsEmpty)
                {
                    var scheme = document.RootElement.Deserialize(Shape)!;
                    SchemeChecks.Check(scheme, matrix, errors);
                    if (errors.IsEmpty) return (scheme, errors);
                }
            }
        return (null, errors);
    }

    /// <summary>A definition that was activated: it was judged then, by the matrix of that time, and is not judged again.</summary>
    public static (Scheme? Scheme, FieldErrors Errors) Recall(string document)
    {
        var errors = new FieldErrors();
        using var json = Parse(Encoding.UTF8.GetBytes(document), errors);
        if (json is not null) SchemeShape.Check(json.RootElement, Shape, "", errors);
        return (errors.IsEmpty ? json!.RootElement.Deserialize(Shape) : null, errors);
    }

    /// <summary>The definition as text; what is read and written again is the same text.</summary>
    public static string Write(Scheme scheme) => JsonSerializer.Serialize(scheme, Shape);

    private static JsonDocument? Parse(ReadOnlyMemory<byte> json, FieldErrors errors)
    {
        try
        {
            return JsonDocument.Parse(json, new() { MaxDepth = 32 });
        }
        catch (JsonException malformed)
        {
            errors.Add("", "json", $"It is no JSON at line {malformed.LineNumber + 1}.");
            return null;
        }
    }

    private static JsonObject Describe()
    {
        var schema = Shape.GetJsonSchemaAsNode(new() { TreatNullObliviousAsNonNullable = true }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "SingleWindow scheme definition");
        return schema;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Scheme))]
internal sealed partial class SchemeJson : JsonSerializerContext;
