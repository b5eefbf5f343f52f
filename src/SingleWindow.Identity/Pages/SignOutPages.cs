using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using SingleWindow.Identity.Accounts;

namespace SingleWindow.Identity.Pages;

/// <summary>Signing out ends the session row, and with it cookie and refresh tokens, in every app. An app may ask for it (OpenID Connect RP-Initiated Logout 1.0).</summary>
internal static class SignOutPages
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void MapSignOut(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-out", (HttpContext http) => Ask(http, "/account/sign-out"));
        pages.MapPost("/sign-out", async (HttpContext http, AccountSignIn signIn) =>
        {
            if (http.User.Identity?.IsAuthenticated is true) await signIn.SignOutAsync();
            return Results.Redirect("/account/sign-in");
        });
    }

    public static void MapEndSession(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connect/end-session", async (HttpContext http, SignedIn signedIn, AccountSignIn signIn) =>
        {
            // The id token proves that it is this person's app that asks. Without one, a link on any page would sign people out: so they are asked.
            var hint = (await http.AuthenticateAsync(Scheme)).Principal?.GetClaim(OpenIddictConstants.Claims.Subject);
            if (await signedIn.Find() is { } person && person.Account.Id != hint) return Ask(http, "/connect/end-session", [.. http.Request.Query.Select(parameter => (parameter.Key, parameter.Value.ToString()))]);
            return await End(http, signIn);
        });
        routes.MapPost("/connect/end-session", (HttpContext http, AccountSignIn signIn) => End(http, signIn)).AddEndpointFilter<OwnForms>();
    }

    private static async Task<IResult> End(HttpContext http, AccountSignIn signIn)
    {
        if (http.User.FindFirstValue(Sessions.Claim) is not null) await signIn.SignOutAsync();
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/account/sign-in" }, [Scheme]);
    }

    private static Page Ask(HttpContext http, string action, params (string Name, string Value)[] hidden) => new("Do you want to sign out?", Html.Of($"""
        <p>You will be signed out of every app that you use with this account.</p>
        {Forms.Form(http, action, "Sign out", default(Html), hidden)}
        """));
}
