using System.Text.Json;
using System.Text.Json.Serialization;

namespace SingleWindow.Core.Shared;

/// <summary>Writes an identifier in its text form.</summary>
/// <typeparam name="T">The identifier's type.</typeparam>
public sealed class EntityIdJsonConverter<T> : JsonConverter<T> where T : struct, IEntityId<T>
{
    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EntityId.TryParse<T>(reader.GetString(), out var id) ? id : throw new JsonException($"Not an identifier that starts with '{T.Prefix}_'.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(EntityId.Format(value));
}
