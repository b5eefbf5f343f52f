using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SingleWindow.Identity.External;

namespace SingleWindow.Identity.Pages;

/// <summary>The way to the external issuer, and what is said to whoever comes back from there without an account.</summary>
internal static class ExternalPages
{
    public static void MapExternal(this IEndpointRouteBuilder pages, ExternalIssuer issuer)
    {
        // A link and not a form: browsers count every address that a form leads to, and which these are there, only that issuer knows.
        pages.MapGet("/external", async (HttpContext http) =>
        {
            try
            {
                await http.ChallengeAsync(ExternalIssuer.Scheme, new AuthenticationProperties { RedirectUri = http.Back() });
                return Results.Empty;
            }
            catch (Exception exception) when (!http.Response.HasStarted && exception is InvalidOperationException or HttpRequestException or IOException or OpenIdConnectProtocolException or TaskCanceledException)
            {
                return Results.Redirect(ExternalSignIn.Failed);
            }
        });
        pages.MapGet("/external/not-linked", () => new Page("You have no account here", Html.Of($"""
            <p>{issuer.Name} says who you are, but no account here belongs to you, or it was ended. Nobody gets one by signing in: ask whoever runs this service to link yours.</p>
            {ToSignIn}
            """))
        { Status = StatusCodes.Status403Forbidden });
        pages.MapGet("/external/failed", () => new Page("That did not work", Html.Of($"""
            <p>{issuer.Name} did not sign you in, or it cannot be reached now. Nothing was changed.</p>
            {ToSignIn}
            """))
        { Status = StatusCodes.Status400BadRequest });
    }

    /// <summary>What leads there from the page for signing in; nothing where there is none.</summary>
    public static Html Link(HttpContext http) => http.RequestServices.GetService<ExternalIssuer>() is { } issuer
        ? Html.Of($"""<p><a href="{SafeReturn.Link("/account/external", http.Back())}">Sign in with {issuer.Name}</a></p>""") : default;

    private static Html ToSignIn => Html.Of($"""<p><a href="/account/sign-in">Sign in another way</a></p>""");
}
