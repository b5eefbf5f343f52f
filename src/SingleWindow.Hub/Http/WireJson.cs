using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SingleWindow.Hub.Http;

/// <summary>JSON on the wire: camelCase; what comes in is read strictly (no unknown, repeated or mistyped members, no control characters, bounded depth).</summary>
internal static class WireJson
{
    public const int MaxDepth = 32;

    public static JsonSerializerOptions In { get; } = Create(strict: true);

    public static JsonSerializerOptions Out { get; } = Create(strict: false);

    private static JsonSerializerOptions Create(bool strict)
    {
        var options = strict ? new JsonSerializerOptions(JsonSerializerOptions.Strict) { MaxDepth = MaxDepth } : new JsonSerializerOptions();
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
        if (strict)
        {
            // Members that may be missing are nullable; which are needed is a matter of rules, told all at once.
            options.RespectRequiredConstructorParameters = false;
            options.Converters.Add(new CleanText());
            options.Converters.Add(new CleanJson());
        }
        else options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Text without control characters and broken surrogates: neither is ever meant, and both hurt somebody downstream.</summary>
    private sealed class CleanText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Clean(ref reader) : throw new JsonException("Text is expected.");

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Clean(ref reader);

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        public static string Clean(ref Utf8JsonReader reader)
        {
            string? text;
            try
            {
                text = reader.GetString();
            }
            catch (InvalidOperationException)
            {
                throw new JsonException("Text with a broken character.");
            }
            foreach (var c in text!)
                if (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) throw new JsonException("Text with a control character.");
            return text;
        }
    }

    /// <summary>JSON that is kept as it came, such as the members of a record: its texts and names are held to the same rule.</summary>
    private sealed class CleanJson : JsonConverter<JsonElement>
    {
        public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var ahead = reader;
            if (ahead.TokenType == JsonTokenType.String) CleanText.Clean(ref ahead);
            if (ahead.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                while (ahead.Read() && ahead.CurrentDepth > reader.CurrentDepth)
                    if (ahead.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) CleanText.Clean(ref ahead);
            return JsonMetadataServices.JsonElementConverter.Read(ref reader, typeToConvert, options);
        }

        public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);
    }
}
