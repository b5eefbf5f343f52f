using System.Text;

namespace SingleWindow.Hub.Http;

/// <summary>Turns the serializer's path (<c>$.evidence[0].type</c>, <c>$['odd.name']</c>) into a JSON pointer (RFC 6901).</summary>
internal static class JsonPointer
{
    public static string FromPath(string? path)
    {
        if (path is null) return "";
        var pointer = new StringBuilder();
        for (var i = path.StartsWith('$') ? 1 : 0; i < path.Length;)
        {
            var quoted = path.AsSpan(i).StartsWith("['");
            var indexed = !quoted && path[i] == '[';
            var start = quoted ? i + 2 : indexed || path[i] == '.' ? i + 1 : i;
            var end = quoted ? path.IndexOf("']", start, StringComparison.Ordinal) : indexed ? path.IndexOf(']', start) : path.AsSpan(start).IndexOfAny('.', '[') is var next and >= 0 ? start + next : path.Length;
            if (end < 0) end = path.Length;
            pointer.Append('/').Append(path[start..end].Replace("~", "~0").Replace("/", "~1"));
            i = end + (quoted ? 2 : indexed ? 1 : 0);
        }
        return pointer.ToString();
    }
}
