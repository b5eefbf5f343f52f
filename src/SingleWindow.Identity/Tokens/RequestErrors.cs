using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SingleWindow.Identity.Tokens;

/// <summary>Says in the words of RFC 6749 (5.2), which clients of /connect expect, what nothing else has answered: a body that cannot be read is the caller's mistake, anything else is ours.</summary>
internal static class RequestErrors
{
    public static ExceptionHandlerOptions Options { get; } = new()
    {
        StatusCodeSelector = StatusOf,
        SuppressDiagnosticsCallback = failed => StatusOf(failed.Exception) < StatusCodes.Status500InternalServerError,
        ExceptionHandler = context => context.Response.WriteAsJsonAsync(new { error = context.Response.StatusCode < StatusCodes.Status500InternalServerError ? "invalid_request" : "server_error" }),
    };

    private static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        // Of a form: too many fields, or one that is too long.
        InvalidDataException => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };
}
