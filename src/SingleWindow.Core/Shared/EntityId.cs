using System.Diagnostics.CodeAnalysis;

namespace SingleWindow.Core.Shared;

/// <summary>An opaque identifier: a UUIDv7 behind a prefix. It is the grain key and appears in logs, so it never carries a national code.</summary>
/// <typeparam name="TSelf">The identifier's own type.</typeparam>
public interface IEntityId<TSelf> where TSelf : struct, IEntityId<TSelf>
{
    /// <summary>The three letters before the underscore, such as <c>app</c>.</summary>
    static abstract string Prefix { get; }

    /// <summary>The identifier without its prefix.</summary>
    Guid Value { get; }

    /// <summary>Wraps a value.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>Makes, formats and parses identifiers.</summary>
public static class EntityId
{
    /// <summary>A new identifier, ordered by time.</summary>
    public static T New<T>(DateTimeOffset now) where T : struct, IEntityId<T> => T.From(Guid.CreateVersion7(now));

    /// <summary>The text form, <c>app_0198…</c>: prefix, underscore, 32 lower-case hexadecimal digits.</summary>
    public static string Format<T>(T id) where T : struct, IEntityId<T> => $"{T.Prefix}_{id.Value:N}";

    /// <summary>Reads the text form; anything else, also upper case, is not an identifier.</summary>
    public static bool TryParse<T>([NotNullWhen(true)] string? text, out T id) where T : struct, IEntityId<T>
    {
        id = default;
        var prefix = T.Prefix;
        if (text is null || text.Length != prefix.Length + 33 || text[prefix.Length] != '_' || !text.StartsWith(prefix, StringComparison.Ordinal)) return false;
        var digits = text.AsSpan(prefix.Length + 1);
        if (digits.ContainsAnyInRange('A', 'Z') || !Guid.TryParseExact(digits, "N", out var value)) return false;
        id = T.From(value);
        return true;
    }

    /// <summary>Reads the text form of an identifier that we wrote ourselves.</summary>
    /// <exception cref="FormatException">The text is not such an identifier.</exception>
    public static T Parse<T>(string text) where T : struct, IEntityId<T> =>
        TryParse<T>(text, out var id) ? id : throw new FormatException($"Not an identifier of kind '{T.Prefix}'.");
}
