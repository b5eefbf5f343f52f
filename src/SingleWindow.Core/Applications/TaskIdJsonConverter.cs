using System.Text.Json;
using System.Text.Json.Serialization;

namespace SingleWindow.Core.Applications;

/// <summary>Writes a task's name in its text form.</summary>
public sealed class TaskIdJsonConverter : JsonConverter<TaskId>
{
    /// <inheritdoc />
    public override TaskId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TaskId.TryParse(reader.GetString(), out var task) ? task : throw new JsonException("Not a task that starts with 'tsk_'.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TaskId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
