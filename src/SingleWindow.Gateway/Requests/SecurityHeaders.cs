using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SingleWindow.Gateway.Requests;

/// <summary>What every answer says to browsers, and that no answer of the API may be kept by a cache. A server behind that says more about scripts and frames is left its word.</summary>
internal static class SecurityHeaders
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";

    public static Task Add(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var (request, headers) = (((HttpContext)state).Request, ((HttpContext)state).Response.Headers);
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers.XFrameOptions = "DENY";
            // A year, as ASVS 3.4.1 asks.
            if (request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            headers.Remove(HeaderNames.Server);
            if (!request.Path.StartsWithSegments("/api")) return Task.CompletedTask;
            if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Nothing;
            if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
