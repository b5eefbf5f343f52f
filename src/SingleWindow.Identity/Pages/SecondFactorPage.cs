using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Identity.Accounts;

namespace SingleWindow.Identity.Pages;

/// <summary>Whoever has signed in with one factor and needs two: sets one up, or signs in with the one that there is, and goes on.</summary>
internal static class SecondFactorPage
{
    public static void MapSecondFactor(this IEndpointRouteBuilder pages) => pages.MapGet("/second-factor", async (HttpContext http, SignedIn signedIn, SecuritySettings settings) =>
        await signedIn.Find() is not { } person ? Results.Redirect(SafeReturn.Link("/account/sign-in", http.Back()))
        : AuthenticationMethods.IsTwoFactors(person.Session.Methods) ? Results.Redirect(http.Back())
        : await settings.HasSecondFactor(person.Account) ? Again(http, "You have a second factor, but signed in without it.")
        : !person.IsFresh ? Again(http, "Before you set up a second factor, sign in once more.")
        : new Page("You need a second factor", Html.Of($"""
            <p>A password alone is not enough for what you want to do: whoever guesses or steals it would act in your name. An authenticator app on your telephone shows a code that changes every half minute; you enter it after your password.</p>
            {Forms.Form(http, "/account/security/authenticator", "Set up an authenticator", default(Html), http.Return())}
            """)));

    private static Page Again(HttpContext http, string why) => new("Sign in with two factors", Html.Of($"""
        <p>{why}</p>
        <p><a href="{SafeReturn.Link("/account/sign-in", http.Back())}">Sign in</a></p>
        """));
}
