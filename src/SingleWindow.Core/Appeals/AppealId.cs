using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SingleWindow.Core.Appeals;

/// <summary>What an appeal is against.</summary>
public enum AppealAgainst
{
    /// <summary>The decision about an application.</summary>
    Decision,

    /// <summary>What the authority did about a permit: its withdrawal, or the opposition to a change of employer.</summary>
    Permit,
}

/// <summary>Names an appeal: the application or the permit, and the number. Text form <c>apl_APPLICATION_NUMBER</c>, or <c>pal_PERMIT_NUMBER</c>.</summary>
[GenerateSerializer, Immutable, JsonConverter(typeof(AppealIdJsonConverter))]
public readonly record struct AppealId([property: Id(0)] AppealAgainst Against, [property: Id(1)] Guid Case, [property: Id(2)] int Number)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Against == AppealAgainst.Permit ? "pal" : "apl")}_{Case:N}_{Number}");

    /// <summary>Reads the text form; the number has one to three digits.</summary>
    public static bool TryParse(string? text, out AppealId appeal)
    {
        appeal = default;
        if (text?.Split('_') is not [var kind, { Length: 32 } digits, { Length: >= 1 and <= 3 } last] || kind is not ("apl" or "pal") || last[0] == '0') return false;
        if (digits.Any(char.IsAsciiLetterUpper) || !Guid.TryParseExact(digits, "N", out var of) || !int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        appeal = new(kind == "pal" ? AppealAgainst.Permit : AppealAgainst.Decision, of, number);
        return true;
    }
}

/// <summary>Writes an appeal's name in its text form.</summary>
public sealed class AppealIdJsonConverter : JsonConverter<AppealId>
{
    /// <inheritdoc />
    public override AppealId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && AppealId.TryParse(reader.GetString(), out var appeal) ? appeal : throw new JsonException("Not an appeal that starts with 'apl_' or 'pal_'.");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, AppealId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
