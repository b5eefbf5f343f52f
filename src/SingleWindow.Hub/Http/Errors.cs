using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Http;

/// <summary>Every error of the API is a problem document: also those that the framework makes, and our own faults, which say nothing about themselves.</summary>
internal static partial class Errors
{
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Handle, SuppressDiagnosticsCallback = _ => true });
        app.UseStatusCodePages(context => Write(context.HttpContext, OfStatus(context.HttpContext.Response.StatusCode)));
    }

    private static Task Handle(HttpContext http)
    {
        var exception = http.Features.Get<IExceptionHandlerFeature>()!.Error;
        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => CommandProblems.TooLarge,
            BadHttpRequestException bad => bad.Message.Contains("parameter", StringComparison.OrdinalIgnoreCase) ? CommandProblems.BadQuery : CommandProblems.Malformed,
            OperationCanceledException when http.RequestAborted.IsCancellationRequested => CommandProblems.Malformed,
            // A stale activation twice in a row: nothing was written, but a moment later it will be.
            InconsistentStateException or TimeoutException or Orleans.Runtime.OrleansException => CommandProblems.Unknown,
            _ when HttpMethods.IsGet(http.Request.Method) => CommandProblems.Fault,
            _ => CommandProblems.Unknown,
        };
        if (problem.Status >= 500)
        {
            Fault((ILogger)http.RequestServices.GetService(typeof(ILogger<ProblemResult>))!, exception, http.Request.Method, http.GetEndpoint()?.DisplayName);
            if (problem.Status == 503) http.Response.Headers.RetryAfter = "1";
        }
        return Write(http, problem);
    }

    private static Task Write(HttpContext http, Problem problem) => problem.Result().ExecuteAsync(http);

    private static Problem OfStatus(int status) => status switch
    {
        401 => CommandProblems.NoToken,
        403 => CommandProblems.NoScope,
        404 => CommandProblems.NoPath,
        405 => CommandProblems.NoMethod,
        413 => CommandProblems.TooLarge,
        415 => CommandProblems.NotJson,
        429 => CommandProblems.TooMany,
        >= 500 => CommandProblems.Fault,
        _ => CommandProblems.Malformed,
    };

    [LoggerMessage(EventId = EventIds.RequestFailed, Level = LogLevel.Error, Message = "{Method} {Endpoint} failed")]
    private static partial void Fault(ILogger logger, Exception exception, string method, string? endpoint);
}
