using Microsoft.AspNetCore.Http;

namespace SingleWindow.Gateway.Requests;

/// <summary>Refuses an announced body that is too large before any of it is read; Kestrel counts the ones that are not announced.</summary>
internal sealed class BodyLimit(long bytes)
{
    public Task Check(HttpContext context, RequestDelegate next) => context.Request.ContentLength > bytes
        ? context.Write(GatewayProblems.BodyTooLarge.Because($"At most {bytes} bytes."))
        : next(context);
}
