using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SingleWindow.Core.Reference;

namespace SingleWindow.Core.Schemes;

/// <summary>One fact that a condition asks for, such as <c>category:top-specialist</c>.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="Value">What stands after the colon, for the terms that have a value.</param>
/// <param name="Negated">True when it must not hold.</param>
public sealed partial record ConditionTerm(string Name, string? Value, bool Negated)
{
    private static readonly FrozenDictionary<string, Meaning> Meanings = new Dictionary<string, Meaning>
    {
        ["third-country-national"] = new(null, (facts, _) => facts.Citizenships.Count > 0 && !facts.Citizenships.Any(ReferenceData.HasFreeMovement)),
        ["citizenship"] = new(ReferenceData.IsNationality, (facts, value) => facts.Citizenships.Contains(value!)),
        ["resident-outside-union"] = new(null, (facts, _) => facts.Residence is { } country && !ReferenceData.HasFreeMovement(country)),
        ["category"] = new(value => Code().IsMatch(value), (facts, value) => facts.Category == value),
        ["isco"] = new(ReferenceData.IsOccupationGroup, (facts, value) => facts.Isco?.StartsWith(value!, StringComparison.Ordinal) is true),
        ["nace"] = new(ReferenceData.IsActivity, (facts, value) => facts.Nace is { } nace && ReferenceData.IsPartOf(nace, value!)),
        ["agency-work"] = new(null, (facts, _) => facts.AgencyWork),
        ["visa-required"] = new(null, (facts, _) => facts.StayBasis is "visa-to-be-sought"),
        ["foreign-qualification"] = new(null, (facts, _) => facts.QualificationCountry is { } country && country != facts.Country),
        ["renewal"] = new(null, (facts, _) => facts.Renewal),
        ["change-of-employer"] = new(null, (facts, _) => facts.ChangeOfEmployer),
        ["evidence"] = new(value => Code().IsMatch(value), (facts, value) => facts.Proven.Contains(value!)),
    }.ToFrozenDictionary();

    /// <summary>Every term that a scheme may use.</summary>
    public static IEnumerable<string> Names => Meanings.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads a term.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static ConditionTerm Parse(string text)
    {
        var negated = text.StartsWith('!');
        var bare = negated ? text[1..] : text;
        var colon = bare.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = colon < 0 ? (bare, null) : (bare[..colon], bare[(colon + 1)..]);
        if (!Meanings.TryGetValue(name, out var meaning)) throw new FormatException($"One of these terms: {string.Join(", ", Names)}.");
        if (meaning.IsValue is null != value is null) throw new FormatException(value is null ? $"'{name}' needs a value after a colon." : $"'{name}' has no value.");
        if (value is not null && !meaning.IsValue!(value)) throw new FormatException($"The value of '{name}' is not known.");
        return new(name, value, negated);
    }

    /// <summary>True when the case is so.</summary>
    public bool Holds(CaseFacts facts) => Meanings[Name].Holds(facts, Value) != Negated;

    /// <inheritdoc />
    public override string ToString() => $"{(Negated ? "!" : "")}{Name}{(Value is null ? "" : ":" + Value)}";

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    private sealed record Meaning(Func<string, bool>? IsValue, Func<CaseFacts, string?, bool> Holds);
}
