using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace SingleWindow.Gateway.Requests;

/// <summary>What every answer says to browsers, and that no answer of the API may be kept by a cache.</summary>
internal static class SecurityHeaders
{
    public static Task Add(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var (request, response) = (((HttpContext)state).Request, ((HttpContext)state).Response);
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers.XFrameOptions = "DENY";
            response.Headers.Remove(HeaderNames.Server);
            if (request.Path.StartsWithSegments("/api") && response.Headers.CacheControl.Count == 0) response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
