using System.Text.Json;
using System.Text.Json.Serialization;

namespace SingleWindow.Core.Schemes;

/// <summary>The scheme definitions that this installation knows, every version.</summary>
public sealed class SchemeCatalog
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        TypeInfoResolver = SchemeJson.Default,
    };

    private readonly IReadOnlyList<Scheme> schemes;

    /// <summary>A catalogue of these definitions.</summary>
    public SchemeCatalog(IEnumerable<Scheme> schemes) => this.schemes = [.. schemes.OrderBy(scheme => scheme.Id, StringComparer.Ordinal).ThenBy(scheme => scheme.Version, StringComparer.Ordinal)];

    /// <summary>The definitions that come with the product.</summary>
    public static SchemeCatalog Default { get; } = new(Embedded());

    /// <summary>Every version of every scheme.</summary>
    public IReadOnlyList<Scheme> All => schemes;

    /// <summary>The version in force on a day, or null.</summary>
    public Scheme? InForce(string id, DateOnly day) => schemes.LastOrDefault(scheme => scheme.Id == id && scheme.InForceOn(day));

    /// <summary>The version in force on a day; when the law has ended without a successor, the last that was in force; a draft never governs. Null when none ever was.</summary>
    public Scheme? Governing(string id, DateOnly day) =>
        InForce(id, day) ?? schemes.LastOrDefault(scheme => scheme.Id == id && scheme.Status == SchemeStatus.InForce && scheme.ValidFrom <= day);

    /// <summary>The newest version, in force or not, or null.</summary>
    public Scheme? Newest(string id) => schemes.LastOrDefault(scheme => scheme.Id == id);

    /// <summary>One version, or null.</summary>
    public Scheme? Find(string id, string version) => schemes.FirstOrDefault(scheme => scheme.Id == id && scheme.Version == version);

    /// <summary>Reads a definition; unknown members are an error, because a misspelt rule is no rule.</summary>
    /// <exception cref="JsonException">The definition is not of the published shape.</exception>
    public static Scheme Read(Stream json) => JsonSerializer.Deserialize<Scheme>(json, Strict) ?? throw new JsonException("Empty scheme.");

    private static IEnumerable<Scheme> Embedded()
    {
        var assembly = typeof(SchemeCatalog).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Schemes.Data.", StringComparison.Ordinal)))
        {
            using var json = assembly.GetManifestResourceStream(name)!;
            yield return Read(json);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Scheme))]
internal sealed partial class SchemeJson : JsonSerializerContext;
