using System.Collections.Frozen;
using System.Text.Json;

namespace SingleWindow.Core.Reference;

/// <summary>Official code lists: ISO 3166-1 countries and ISCO-08 occupations. Sources and licences stand in the data files and in the README.</summary>
public static class ReferenceData
{
    private static readonly FrozenDictionary<string, JsonElement> Countries = Load("countries.json", "a3");
    private static readonly FrozenDictionary<string, JsonElement> Occupations = Load("isco08.json", "code");

    /// <summary>True for an ISO 3166-1 alpha-3 code.</summary>
    public static bool IsCountry(string code) => Countries.ContainsKey(code);

    /// <summary>True for a country, and for what travel documents say of people without one: stateless, refugee, other refugee, unspecified (ICAO Doc 9303-3, section 5).</summary>
    public static bool IsNationality(string code) => IsCountry(code) || code is "XXA" or "XXB" or "XXC" or "XXX";

    /// <summary>True for states whose citizens move freely in the Union (EU, EEA, Switzerland): they need no permit.</summary>
    public static bool HasFreeMovement(string code) => Countries.TryGetValue(code, out var country) && country.TryGetProperty("free", out _);

    /// <summary>True for a four-digit ISCO-08 unit group.</summary>
    public static bool IsOccupation(string code) => code.Length == 4 && Occupations.ContainsKey(code);

    /// <summary>The English title of an occupation.</summary>
    public static string? OccupationTitle(string code) => Occupations.TryGetValue(code, out var item) ? item.GetProperty("title").GetString() : null;

    private static FrozenDictionary<string, JsonElement> Load(string file, string key)
    {
        using var stream = typeof(ReferenceData).Assembly.GetManifestResourceStream($"SingleWindow.Core.Reference.Data.{file}")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("items").EnumerateArray().ToFrozenDictionary(item => item.GetProperty(key).GetString()!, item => item.Clone());
    }
}
