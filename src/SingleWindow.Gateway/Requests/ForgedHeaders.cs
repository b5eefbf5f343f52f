using Microsoft.AspNetCore.Http;

namespace SingleWindow.Gateway.Requests;

/// <summary>
/// Who a request comes from is known from its token, its certificate and its connection, never from what another header says. Nothing in our API
/// begins with "X-", so that whole family goes, and with it the forms that servers behind proxies are known to believe. Underscores go because
/// some servers read X_Forwarded_For as X-Forwarded-For. YARP sets the X-Forwarded headers afterwards from the connection itself.
/// </summary>
internal static class ForgedHeaders
{
    private static readonly string[] Prefixes =
        ["X-", "Forwarded", "Via", "Client-", "Remote-", "SSL-", "True-Client-", "CF-", "Fastly-", "Akamai-", "Proxy", "Surrogate-", "HTTP-", "SM-User", "OIDC-"];

    public static Task Strip(HttpContext context, RequestDelegate next)
    {
        List<string>? forged = null;
        foreach (var header in context.Request.Headers)
            if (IsForged(header.Key)) (forged ??= []).Add(header.Key);
        if (forged is not null)
            foreach (var name in forged) context.Request.Headers.Remove(name);
        return next(context);
    }

    internal static bool IsForged(string name) =>
        name.Contains('_') || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
