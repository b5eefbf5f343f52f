using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Model;

namespace SingleWindow.Gateway.Requests;

/// <summary>
/// A line for each request, without a path, a query, a name or an address of anybody: identifiers of people stand in paths. It is written when somebody asks for it:
/// <c>Logging:LogLevel:SingleWindow.Gateway.Access=Information</c>.
/// </summary>
internal sealed partial class AccessLog(ILoggerFactory loggers)
{
    public const string Category = "SingleWindow.Gateway.Access";

    private readonly ILogger log = loggers.CreateLogger(Category);

    public async Task Write(HttpContext context, RequestDelegate next)
    {
        if (!log.IsEnabled(LogLevel.Information))
        {
            await next(context);
            return;
        }
        var begun = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var forwarded = context.Features.Get<IReverseProxyFeature>();
            var (route, destination) = (forwarded?.Route.Config.RouteId ?? "-", forwarded?.ProxiedDestination?.DestinationId ?? "-");
            var (took, trace) = (Stopwatch.GetElapsedTime(begun).TotalMilliseconds, Activity.Current?.TraceId.ToString() ?? "-");
            LogRequest(context.Request.Method, route, destination, context.Response.StatusCode, took, context.Request.Protocol, trace);
        }
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "{Method} /{Route} to {Destination}: {Status} in {Milliseconds:0.0} ms, {Protocol}, {TraceId}")]
    private partial void LogRequest(string method, string route, string destination, int status, double milliseconds, string protocol, string traceId);
}
