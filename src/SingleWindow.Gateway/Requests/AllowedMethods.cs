using Microsoft.AspNetCore.Http;

namespace SingleWindow.Gateway.Requests;

/// <summary>Kestrel and YARP pass on any method. Ours are seven, spelled as RFC 9110 spells them; "get" is another word than "GET".</summary>
internal static class AllowedMethods
{
    private static readonly HashSet<string> Served = new(StringComparer.Ordinal) { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" };
    private static readonly string List = string.Join(", ", Served);

    public static Task Check(HttpContext context, RequestDelegate next)
    {
        if (Served.Contains(context.Request.Method)) return next(context);
        context.Response.Headers.Allow = List;
        return context.Write(GatewayProblems.MethodRefused);
    }
}
