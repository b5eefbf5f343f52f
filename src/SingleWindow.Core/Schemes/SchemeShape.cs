using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>Compares a JSON document with the shape of a type and says everything that differs, where a serializer stops at the first. The same metadata make the published JSON Schema.</summary>
internal static class SchemeShape
{
    /// <summary>Notes every unknown, repeated, missing and ill-typed member.</summary>
    public static void Check(JsonElement value, JsonTypeInfo type, string pointer, FieldErrors errors, bool nullable = false)
    {
        if (value.ValueKind == JsonValueKind.Null && nullable) return;
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when value.ValueKind == JsonValueKind.Object:
                Members(value, type, pointer, errors);
                break;
            case JsonTypeInfoKind.Enumerable when value.ValueKind == JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray()) Check(item, type.Options.GetTypeInfo(type.ElementType!), $"{pointer}/{index++}", errors);
                break;
            case JsonTypeInfoKind.Dictionary when value.ValueKind == JsonValueKind.Object:
                var keys = new HashSet<string>();
                foreach (var member in value.EnumerateObject())
                    if (keys.Add(member.Name)) Check(member.Value, type.Options.GetTypeInfo(type.ElementType!), At(pointer, member.Name), errors);
                    else errors.Add(At(pointer, member.Name), "duplicate", "This stands twice.");
                break;
            case JsonTypeInfoKind.None:
                Leaf(value, type, pointer, errors);
                break;
            default:
                errors.Add(pointer, "type", type.Kind == JsonTypeInfoKind.Enumerable ? "A list." : "An object.");
                break;
        }
    }

    private static void Members(JsonElement value, JsonTypeInfo type, string pointer, FieldErrors errors)
    {
        var known = type.Properties.Where(property => property.Get is not null).ToDictionary(property => property.Name);
        var seen = new HashSet<string>();
        foreach (var member in value.EnumerateObject())
        {
            var at = At(pointer, member.Name);
            if (!seen.Add(member.Name)) errors.Add(at, "duplicate", "This stands twice.");
            else if (known.TryGetValue(member.Name, out var property)) Check(member.Value, type.Options.GetTypeInfo(property.PropertyType), at, errors, IsNullable(property));
            else errors.Add(at, "unknown", $"Nobody knows this; one of: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.");
        }
        foreach (var property in known.Values.Where(property => !seen.Contains(property.Name) && IsRequired(property)))
            errors.Add(At(pointer, property.Name), "required", "This is needed.");
    }

    private static void Leaf(JsonElement value, JsonTypeInfo type, string pointer, FieldErrors errors)
    {
        try
        {
            if (JsonSerializer.Deserialize(value, type) is null) errors.Add(pointer, "null", "This may not be null.");
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
            errors.Add(pointer, plain.IsEnum ? "one-of" : "type", plain switch
            {
                { IsEnum: true } => $"One of: {string.Join(", ", Enum.GetValuesAsUnderlyingType(plain).Cast<object>().Select(one => JsonSerializer.SerializeToElement(Enum.ToObject(plain, one), type.Options.GetTypeInfo(plain)).GetString()))}.",
                _ when plain == typeof(Condition) => malformed.Message,
                _ when plain == typeof(string) => "Text.",
                _ when plain == typeof(bool) => "true or false.",
                _ when plain == typeof(DateOnly) => "A day such as 2026-03-02.",
                _ => "A number.",
            });
        }
    }

    private static bool IsRequired(JsonPropertyInfo property) => property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    private static bool IsNullable(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && (property.AssociatedParameter?.IsNullable ?? property.IsSetNullable));

    private static string At(string pointer, string name) => $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
