using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace SingleWindow.Gateway.Routing;

/// <summary>
/// Asks another server once, where that is safe: what only reads may be asked twice (RFC 9110, 9.2.2), and what could not even be sent has done nothing. Anything else might have been
/// done: only its caller, who has the <c>Idempotency-Key</c>, sends it again.
/// </summary>
internal static class SecondTry
{
    public static async Task Use(HttpContext context, Func<Task> next)
    {
        await next();
        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested || context.GetForwarderErrorFeature() is not { } failure || !IsSafe(context.Request, failure)) return;
        var proxied = context.GetReverseProxyFeature();
        DestinationState[] others = [.. proxied.AllDestinations.Where(other => other != proxied.ProxiedDestination && other.Health.Active != DestinationHealth.Unhealthy && other.Health.Passive != DestinationHealth.Unhealthy)];
        if (others.Length == 0) return;
        context.Response.Clear();
        context.Features.Set<IForwarderErrorFeature>(null);
        (proxied.AvailableDestinations, proxied.ProxiedDestination) = (others, null);
        await next();
    }

    private static bool IsSafe(HttpRequest request, IForwarderErrorFeature failure) =>
        // The second is a connection that was not made in time; a time-out of the request itself has no such cause.
        failure.Exception is OperationCanceledException { InnerException: TimeoutException } or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
            || (failure.Error is ForwarderError.Request && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)));
}
