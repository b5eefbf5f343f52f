using System.Text.Json;
using System.Text.Json.Serialization;

namespace SingleWindow.Core.Schemes;

/// <summary>
/// What must hold of a case: terms joined by <c>&amp;</c>, each with <c>!</c> before it when it must not hold, such as <c>third-country-national &amp; !renewal</c>.
/// A list of conditions holds when one of them does; an empty list sets no condition. There is nothing else in the language: no numbers, no nesting, no calls.
/// </summary>
[JsonConverter(typeof(ConditionJsonConverter))]
public sealed record Condition
{
    private Condition(string text, IReadOnlyList<ConditionTerm> terms) => (Text, Terms) = (text, terms);

    /// <summary>As it was written, single spaces around <c>&amp;</c>.</summary>
    public string Text { get; }

    /// <summary>All of them must hold.</summary>
    public IReadOnlyList<ConditionTerm> Terms { get; }

    /// <summary>Reads a condition.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static Condition Parse(string text)
    {
        if (text.Length > 400) throw new FormatException("A condition has at most 400 characters.");
        var terms = text.Split('&').Select(term => ConditionTerm.Parse(term.Trim(' '))).ToArray();
        return new(string.Join(" & ", terms.Select(term => term.ToString())), terms);
    }

    /// <summary>True when every term holds.</summary>
    public bool Holds(CaseFacts facts) => Terms.All(term => term.Holds(facts));

    /// <inheritdoc />
    public bool Equals(Condition? other) => other?.Text == Text;

    /// <inheritdoc />
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => Text;
}

/// <summary>Asks lists of conditions.</summary>
public static class Conditions
{
    /// <summary>True when the list sets no condition or one of them holds.</summary>
    public static bool Allow(this IReadOnlyList<Condition> conditions, CaseFacts facts) => conditions.Count == 0 || conditions.Any(condition => condition.Holds(facts));

    /// <summary>True when one of them holds; never for an empty list.</summary>
    public static bool Exempt(this IReadOnlyList<Condition> conditions, CaseFacts facts) => conditions.Any(condition => condition.Holds(facts));
}

/// <summary>Reads and writes a condition as text.</summary>
public sealed class ConditionJsonConverter : JsonConverter<Condition>
{
    /// <inheritdoc />
    public override Condition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Condition.Parse(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new FormatException("A condition is text."));
        }
        catch (FormatException malformed)
        {
            throw new JsonException(malformed.Message);
        }
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, Condition value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
