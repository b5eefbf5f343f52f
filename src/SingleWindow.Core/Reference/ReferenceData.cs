using System.Collections.Frozen;
using System.Text.Json;

namespace SingleWindow.Core.Reference;

/// <summary>Official code lists: ISO 3166-1 countries, ISCO-08 occupations and NACE Rev. 2.1 activities. Sources and licences stand in the data files and in the README.</summary>
public static class ReferenceData
{
    private static readonly FrozenDictionary<string, JsonElement> Countries = Load("countries.json", "a3");
    private static readonly FrozenDictionary<string, JsonElement> Occupations = Load("isco08.json", "code");
    private static readonly FrozenDictionary<string, JsonElement> Activities = Load("nace21.json", "code");
    private static readonly FrozenDictionary<string, string> ByAlpha2 = Countries.ToFrozenDictionary(country => country.Value.GetProperty("a2").GetString()!, country => country.Key);

    /// <summary>True for an ISO 3166-1 alpha-3 code.</summary>
    public static bool IsCountry(string code) => Countries.ContainsKey(code);

    /// <summary>True for a country, and for what travel documents say of people without one: stateless, refugee, other refugee, unspecified (ICAO Doc 9303-3, section 5).</summary>
    public static bool IsNationality(string code) => IsCountry(code) || code is "XXA" or "XXB" or "XXC" or "XXX";

    /// <summary>True for states whose citizens move freely in the Union (EU, EEA, Switzerland): they need no permit.</summary>
    public static bool HasFreeMovement(string code) => Countries.TryGetValue(code, out var country) && country.TryGetProperty("free", out _);

    /// <summary>True for a four-digit ISCO-08 unit group.</summary>
    public static bool IsOccupation(string code) => code.Length == 4 && Occupations.ContainsKey(code);

    /// <summary>True for an ISCO-08 group of any level, one to four digits.</summary>
    public static bool IsOccupationGroup(string code) => Occupations.ContainsKey(code);

    /// <summary>True for a NACE Rev. 2.1 section (a letter), division, group or class.</summary>
    public static bool IsActivity(string code) => Activities.ContainsKey(code);

    /// <summary>True when an activity is another one, or lies within it: class 01.13 within division 01 and section A.</summary>
    public static bool IsPartOf(string activity, string whole) =>
        activity == whole || (whole.Length > 1 ? activity.StartsWith(whole, StringComparison.Ordinal) : SectionOf(activity) == whole);

    /// <summary>The alpha-3 code of a country with this alpha-2 code, or null.</summary>
    public static string? Alpha3(string alpha2) => ByAlpha2.GetValueOrDefault(alpha2);

    /// <summary>The English title of an occupation.</summary>
    public static string? OccupationTitle(string code) => Occupations.TryGetValue(code, out var item) ? item.GetProperty("title").GetString() : null;

    private static string? SectionOf(string activity) =>
        activity.Length >= 2 && Activities.TryGetValue(activity[..2], out var division) && division.TryGetProperty("section", out var section) ? section.GetString() : null;

    private static FrozenDictionary<string, JsonElement> Load(string file, string key)
    {
        using var stream = typeof(ReferenceData).Assembly.GetManifestResourceStream($"SingleWindow.Core.Reference.Data.{file}")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("items").EnumerateArray().ToFrozenDictionary(item => item.GetProperty(key).GetString()!, item => item.Clone());
    }
}
