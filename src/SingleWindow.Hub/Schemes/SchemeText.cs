using System.Text.Json;
using System.Text.Json.Serialization;

namespace SingleWindow.Hub.Schemes;

/// <summary>A definition as it came: a JSON object without broken or control characters; everything else about it the reader of schemes judges.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record SchemeText(string Text)
{
    public override string ToString() => Text;

    private sealed class Converter : JsonConverter<SchemeText>
    {
        public override SchemeText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.StartObject ? new(JsonSerializer.Deserialize<JsonElement>(ref reader, options).GetRawText()) : throw new JsonException("It could not be converted.");

        public override void Write(Utf8JsonWriter writer, SchemeText value, JsonSerializerOptions options) => writer.WriteRawValue(value.Text);
    }
}
