using System.Text;

namespace SingleWindow.Core.Exchange;

/// <summary>A member of the exchange: an authority or a firm that speaks for itself (PR-REST 4.2).</summary>
/// <param name="Instance">The ecosystem, such as <c>EE</c>.</param>
/// <param name="Class">Kind of member, such as <c>GOV</c>.</param>
/// <param name="Code">Its code within the class.</param>
[GenerateSerializer, Immutable]
public sealed record MemberId([property: Id(0)] string Instance, [property: Id(1)] string Class, [property: Id(2)] string Code)
{
    /// <inheritdoc />
    public override string ToString() => $"{Instance}/{Class}/{Code}";
}

/// <summary>An information system of a member; what consumes and provides services.</summary>
/// <param name="Member">Whose it is.</param>
/// <param name="Code">Its name within the member; null when the member itself calls.</param>
[GenerateSerializer, Immutable]
public sealed record SubsystemId([property: Id(0)] MemberId Member, [property: Id(1)] string? Code)
{
    /// <inheritdoc />
    public override string ToString() => Code is null ? $"{Member}" : $"{Member}/{Code}";
}

/// <summary>A service of a subsystem: a name for an address.</summary>
/// <param name="Provider">Who provides it.</param>
/// <param name="Code">Its name within the subsystem.</param>
[GenerateSerializer, Immutable]
public sealed record ServiceId([property: Id(0)] SubsystemId Provider, [property: Id(1)] string Code)
{
    /// <inheritdoc />
    public override string ToString() => $"{Provider}/{Code}";
}

/// <summary>
/// Reads identifiers as they stand on the wire: parts with slashes between, each percent-encoded by itself (PR-REST 4.8). What a router, a log or a list could read in a second way is
/// refused: encoded separators, broken escapes, characters that are not allowed since 2023.
/// </summary>
public static class Identifiers
{
    /// <summary>Longest part.</summary>
    public const int MaxLength = 255;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the id of a member or of one of its subsystems: three parts or four.</summary>
    public static SubsystemId? Subsystem(string? text) => text?.Split('/') is { Length: 3 or 4 } parts ? Subsystem(parts) : null;

    /// <summary>Reads the id of a service: five parts.</summary>
    public static ServiceId? Service(string? text) => text?.Split('/') is { Length: 5 } parts ? Service(parts) : null;

    internal static ServiceId? Service(ReadOnlySpan<string> parts) => Subsystem(parts[..4]) is { } provider && Part(parts[4]) is { } code ? new(provider, code) : null;

    internal static SubsystemId? Subsystem(ReadOnlySpan<string> parts)
    {
        if (Part(parts[0]) is not { } instance || Part(parts[1]) is not { } @class || Part(parts[2]) is not { } member) return null;
        var code = parts.Length > 3 ? Part(parts[3]) : null;
        return parts.Length > 3 && code is null ? null : new(new(instance, @class, member), code);
    }

    /// <summary>A part without its encoding; null when it is none.</summary>
    public static string? Part(string raw)
    {
        if (Decoded(raw) is not { Length: > 0 and <= MaxLength } text) return null;
        return text is not ("." or "..") && text.All(IsAllowed) ? text : null;
    }

    /// <summary>A text without its percent-encoding; null when the encoding is broken or is no UTF-8.</summary>
    internal static string? Decoded(string raw)
    {
        if (!raw.Contains('%', StringComparison.Ordinal)) return raw;
        var bytes = new List<byte>(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] > 127) return null;
            if (raw[i] != '%') bytes.Add((byte)raw[i]);
            else if (i + 2 < raw.Length && char.IsAsciiHexDigit(raw[i + 1]) && char.IsAsciiHexDigit(raw[i + 2])) bytes.Add(Convert.ToByte(raw.Substring((i += 2) - 1, 2), 16));
            else return null;
        }
        try
        {
            return Strict.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool IsAllowed(char letter) => char.IsAsciiLetterOrDigit(letter) || "'()+,-.=?".Contains(letter, StringComparison.Ordinal);
}
