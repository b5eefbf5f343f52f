namespace SingleWindow.Core.Exchange;

/// <summary>What the first line of a request asks for, as it was sent: which service, and what is left for its provider.</summary>
/// <param name="Service">Which service.</param>
/// <param name="Rest">The rest of the path, raw, with its slash; empty when there is none.</param>
/// <param name="Query">The query with its question mark, raw; empty when there is none.</param>
/// <param name="Path">The rest of the path as rights compare it: decoded, and the same for everybody who reads it.</param>
public sealed record ExchangeTarget(ServiceId Service, string Rest, string Query, string Path)
{
    private const string Prefix = "/r1/";
    private const int Segments = 5;

    /// <summary>
    /// Reads a request target in origin form. Null when it is none of ours, or can be read in two ways: then rights would be compared with one path and the provider would serve another
    /// (XRDDEV-3054). So dots, empty segments, encoded slashes, backslashes and broken escapes are refused, and all else goes on as it came.
    /// </summary>
    public static ExchangeTarget? Parse(string target)
    {
        var at = target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = at < 0 ? (target, "") : (target[..at], target[at..]);
        if (!path.StartsWith(Prefix, StringComparison.Ordinal) || query.Any(letter => letter is <= ' ' or > '~' or '#')) return null;
        var parts = path[Prefix.Length..].Split('/');
        if (parts.Length < Segments || Identifiers.Service(parts.AsSpan(0, Segments)) is not { } service) return null;
        if (Normal(parts.AsSpan(Segments)) is not { } normal) return null;
        return new(service, parts.Length == Segments ? "" : "/" + string.Join('/', parts[Segments..]), query, normal);
    }

    /// <summary>Where the provider serves it: its base and the rest. One of two slashes that meet is left out, as X-Road does.</summary>
    /// <param name="address">Base address of the service.</param>
    public string At(Uri address)
    {
        var text = address.GetLeftPart(UriPartial.Path);
        return (text.EndsWith('/') && Rest.StartsWith('/') ? text[..^1] : text) + Rest + Query;
    }

    // The last segment may be empty: a path may end with a slash, and a provider may mean something by it.
    private static string? Normal(ReadOnlySpan<string> segments)
    {
        var normal = "";
        for (var i = 0; i < segments.Length; i++)
        {
            if (Identifiers.Decoded(segments[i]) is not { } text || text.Any(letter => letter is '/' or '\\' or '\0' || char.IsControl(letter))) return null;
            // What is encoded twice is decoded by whoever decodes twice.
            if (text is "." or ".." || text.Contains('%', StringComparison.Ordinal) || (text.Length == 0 && i < segments.Length - 1)) return null;
            // ;x=1 after a dot segment is a dot segment to some servers.
            if (text.Split(';')[0] is "." or "..") return null;
            normal += "/" + text;
        }
        return normal;
    }
}
