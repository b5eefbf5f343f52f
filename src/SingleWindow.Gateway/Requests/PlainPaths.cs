using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SingleWindow.Gateway.Requests;

/// <summary>
/// Refuses paths that servers read in different ways: what a check has read must be what is served. YARP forwards <c>%2f</c> as <c>%252f</c>, Kestrel takes <c>..</c> away, others
/// cut at <c>;</c>. Nothing in our API needs any of them.
/// </summary>
internal static class PlainPaths
{
    // Slash, backslash, dot, percent, semicolon and control characters, encoded.
    private static readonly string[] Encoded = ["2f", "5c", "2e", "25", "3b", "7f"];

    public static Task Check(HttpContext context, RequestDelegate next) =>
        IsPlain(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget) ? next(context) : context.Write(GatewayProblems.AmbiguousPath);

    internal static bool IsPlain(string target)
    {
        // OPTIONS * has none, and of the absolute form (RFC 9112, 3.2.2) only the path counts.
        var path = target.Split('?', 2)[0];
        if (!path.StartsWith('/')) path = path.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme && path.IndexOf('/', scheme + 3) is >= 0 and var begin ? path[begin..] : "";
        if (path.Contains("//", StringComparison.Ordinal) || path.AsSpan().IndexOfAny('\\', ';') >= 0) return false;
        foreach (var segment in path.Split('/'))
            if (segment is "." or "..") return false;
        for (var at = path.IndexOf('%'); at >= 0; at = path.IndexOf('%', at + 1))
        {
            if (path.Length < at + 3 || !char.IsAsciiHexDigit(path[at + 1]) || !char.IsAsciiHexDigit(path[at + 2])) return false;
            if (path[at + 1] is '0' or '1' || Encoded.Contains(path.Substring(at + 1, 2), StringComparer.OrdinalIgnoreCase)) return false;
        }
        return true;
    }
}
