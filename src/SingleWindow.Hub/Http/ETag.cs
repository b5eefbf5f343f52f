using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace SingleWindow.Hub.Http;

/// <summary>A resource's version as a strong entity tag, such as <c>"7"</c>.</summary>
internal static class ETag
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static bool TryParse(StringValues header, out long version)
    {
        version = 0;
        return header is [{ Length: > 2 } tag] && tag[0] == '"' && tag[^1] == '"' && long.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out version);
    }
}
