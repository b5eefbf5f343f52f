using System.Collections.Frozen;

namespace SingleWindow.Core.Records;

/// <summary>Why an authority may want to know. The words are shown to the person.</summary>
public static class Purposes
{
    private static readonly FrozenDictionary<string, string> Words = RecordData.Read<PurposesFile>("access-matrix.json").Purposes.ToFrozenDictionary();

    /// <summary>Every code, in order.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Words.Keys.Order(StringComparer.Ordinal)];

    /// <summary>True for a code of the domain.</summary>
    public static bool Exists(string code) => Words.ContainsKey(code);

    /// <summary>The purpose in words, such as "permit decision".</summary>
    public static string Of(string code) => Words.GetValueOrDefault(code, code);
}

internal sealed record PurposesFile(IReadOnlyDictionary<string, string> Purposes);
