using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Shared;
using SingleWindow.Gateway.Requests;
using Yarp.ReverseProxy.Forwarder;

namespace SingleWindow.Gateway.Routing;

/// <summary>Says as a problem what YARP says as a bare status. An answer that came from behind is never touched.</summary>
internal static partial class ForwardingErrors
{
    public static void Use(IReverseProxyApplicationBuilder proxy)
    {
        var log = proxy.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("SingleWindow.Gateway");
        proxy.Use(async (context, next) =>
        {
            await next(context);
            if (context.GetForwarderErrorFeature() is not { Error: not ForwarderError.None } failure || ProblemOf(failure, context) is not { } problem) return;
            // One line in place of YARP's stack traces; a client's own mistake is not worth even that.
            if (problem.Status >= 500) LogBackendTrouble(log, context.GetReverseProxyFeature().Route.Config.RouteId, failure.Error, failure.Exception?.Message);
            await context.Write(problem);
        });
        proxy.Use(SecondTry.Use);
        proxy.UseLoadBalancing();
        proxy.UsePassiveHealthChecks();
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Forwarding /{Route} failed: {Error} {Reason}")]
    private static partial void LogBackendTrouble(ILogger log, string route, ForwarderError error, string? reason);

    private static Problem? ProblemOf(IForwarderErrorFeature failure, HttpContext context) => failure.Error switch
    {
        ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.ResponseBodyCanceled when context.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested is true => GatewayProblems.BackendTimeout,
        // The caller has gone: nobody reads an answer.
        ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.ResponseBodyCanceled => null,
        ForwarderError.RequestBodyClient when IsTooLarge(failure.Exception) => GatewayProblems.BodyTooLarge,
        ForwarderError.RequestBodyClient => GatewayProblems.Malformed,
        ForwarderError.RequestTimedOut => GatewayProblems.BackendTimeout,
        ForwarderError.NoAvailableDestinations => GatewayProblems.NoBackend,
        _ when context.Response.StatusCode is StatusCodes.Status413PayloadTooLarge => GatewayProblems.BodyTooLarge,
        _ when context.Response.StatusCode is StatusCodes.Status504GatewayTimeout => GatewayProblems.BackendTimeout,
        _ => GatewayProblems.BackendUnreachable,
    };

    private static bool IsTooLarge(Exception? exception) => exception switch
    {
        null => false,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => true,
        AggregateException several => several.InnerExceptions.Any(IsTooLarge),
        _ => IsTooLarge(exception.InnerException),
    };
}
