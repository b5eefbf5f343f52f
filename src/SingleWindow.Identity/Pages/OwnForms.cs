using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace SingleWindow.Identity.Pages;

/// <summary>Takes a posted form only if it comes from one of our pages, shown to the same person.</summary>
internal sealed class OwnForms(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        !HttpMethods.IsPost(context.HttpContext.Request.Method) || await IsOurs(context.HttpContext) ? await next(context) : Refused;

    private static Page Refused => new("This form is too old", Html.Of($"""
        <p>Nothing was changed. <a href="/account/sign-in">Begin again</a></p>
        """)) { Status = StatusCodes.Status400BadRequest };

    private async Task<bool> IsOurs(HttpContext http)
    {
        try
        {
            return http.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(http);
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException or AntiforgeryValidationException)
        {
            // Nobody shall stumble over it again.
            http.Request.Form = FormCollection.Empty;
            return false;
        }
    }
}
