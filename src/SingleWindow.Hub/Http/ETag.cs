using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace SingleWindow.Hub.Http;

/// <summary>A resource's version as a strong entity tag, such as <c>"7"</c>.</summary>
internal static class ETag
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>What <c>If-Match</c> asks for: one version, or null for <c>*</c>, whatever there is (RFC 9110, 13.1.1). False: no tag of ours.</summary>
    public static bool TryParse(StringValues header, out long? version)
    {
        version = null;
        if (IsAny(header)) return true;
        if (header is not [{ Length: > 2 } tag] || tag[0] != '"' || tag[^1] != '"' || !long.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        version = number;
        return true;
    }

    public static bool IsAny(StringValues header) => header is ["*"];
}
