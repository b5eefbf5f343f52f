using System.Collections.Frozen;

namespace SingleWindow.Core.Authorities;

/// <summary>The authorities of the domain, by code.</summary>
public static class AuthorityNames
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["MIG"] = "the migration and border authority",
        ["EMP"] = "the public employment service",
        ["TAX"] = "the tax and customs authority",
        ["LAB"] = "the labour inspectorate",
        ["SOC"] = "the social insurance authority",
        ["HIF"] = "the health insurance fund",
        ["NAR"] = "the qualification recognition centre",
        ["HEA"] = "the health board",
        ["LNG"] = "the language testing authority",
        ["POP"] = "the population register",
        ["BUS"] = "the business register",
        ["CON"] = "the consular authority",
        ["POL"] = "the anti-trafficking unit",
        ["MUN"] = "the municipality",
        ["STA"] = "the statistics office",
        ["DPA"] = "the data protection authority",
        ["POLICY"] = "the policy ministry",
        ["PARTNER"] = "the partner-country authority",
        ["HUB"] = "the operator of the hub",
    }.ToFrozenDictionary();

    // Steps and duties of the employer stand beside those of authorities.
    private static readonly FrozenDictionary<string, string> Others = new Dictionary<string, string>
    {
        ["employer"] = "the employer",
        ["worker"] = "the worker"
    }.ToFrozenDictionary();

    /// <summary>All codes.</summary>
    public static IEnumerable<string> Codes => Names.Keys;

    /// <summary>The name in a sentence, such as "the labour inspectorate".</summary>
    public static string Of(string code) => Names.TryGetValue(code, out var name) || Others.TryGetValue(code, out name) ? name : code;

    /// <summary>True for a code of the domain.</summary>
    public static bool Exists(string code) => Names.ContainsKey(code);
}
