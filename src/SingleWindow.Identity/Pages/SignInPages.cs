using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Identity.Accounts;

namespace SingleWindow.Identity.Pages;

/// <summary>Login and password, then the second factor of whoever has one.</summary>
internal static class SignInPages
{
    private static readonly Fault Wrong = new("login", "The login or the password is wrong, or there were too many attempts: then wait for 15 minutes.");
    private static readonly Fault WrongCode = new("code", "The code is wrong or was used already, or there were too many attempts: then sign in again in 15 minutes.");

    public static void MapSignIn(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-in", (HttpContext http) => SignIn(http));
        pages.MapPost("/sign-in", async (HttpContext http, AccountSignIn signIn) =>
        {
            var (login, password) = (http.Posted("login").Trim(), http.Posted("password"));
            var result = login.Length > 64 || password.Length > PasswordRules.Most ? Microsoft.AspNetCore.Identity.SignInResult.Failed : await signIn.Password(login, password);
            return result.Succeeded ? Results.Redirect(http.Back())
                : result.RequiresTwoFactor ? Results.Redirect(SafeReturn.Link("/account/totp", http.Back()))
                : SignIn(http, Wrong);
        });
        pages.MapGet("/totp", (HttpContext http, AccountSignIn signIn) => Ask(http, signIn, Totp));
        pages.MapPost("/totp", (HttpContext http, AccountSignIn signIn) => Check(http, signIn, Totp, recovery: false));
        pages.MapGet("/recovery", (HttpContext http, AccountSignIn signIn) => Ask(http, signIn, Recovery));
        pages.MapPost("/recovery", (HttpContext http, AccountSignIn signIn) => Check(http, signIn, Recovery, recovery: true));
    }

    private static Page SignIn(HttpContext http, params Fault[] faults) => new("Sign in", Html.Of($"""
        {(http.RequestServices.GetRequiredService<Site>().HasPasskeys ? Html.Of($"""<p><a href="{SafeReturn.Link("/account/passkey", http.Back())}">Sign in with a passkey</a></p>""") : default)}{ExternalPages.Link(http)}
        {Forms.Form(http, "/account/sign-in", "Sign in", [
            new("login", "Login", "username", Value: http.Sent("login")),
            new("password", "Password", "current-password", "password")], faults, http.Return())}
        <p>You have a code but no password yet? <a href="/account/first">Set your first password</a></p>
        """), faults);

    private static Page Totp(HttpContext http, params Fault[] faults) => new("Enter the code of your authenticator", Html.Of($"""
        {Forms.Form(http, "/account/totp", "Continue", [Field.Code("Code", "Six digits that your authenticator shows")], faults, http.Return())}
        <p><a href="{SafeReturn.Link("/account/recovery", http.Back())}">Use a recovery code instead</a></p>
        """), faults);

    private static Page Recovery(HttpContext http, params Fault[] faults) => new("Enter a recovery code", Html.Of($"""
        {Forms.Form(http, "/account/recovery", "Continue", [Field.Code("Recovery code", "Each of them works once")], faults, http.Return())}
        <p><a href="{SafeReturn.Link("/account/totp", http.Back())}">Use your authenticator instead</a></p>
        """), faults);

    private static async Task<IResult> Ask(HttpContext http, AccountSignIn signIn, Func<HttpContext, Fault[], Page> page) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? Results.Redirect(SafeReturn.Link("/account/sign-in", http.Back())) : page(http, []);

    private static async Task<IResult> Check(HttpContext http, AccountSignIn signIn, Func<HttpContext, Fault[], Page> page, bool recovery)
    {
        var code = string.Concat(http.Posted("code").Where(letter => !char.IsWhiteSpace(letter)));
        return await signIn.SecondFactor(code, recovery) ? Results.Redirect(http.Back()) : page(http, [WrongCode]);
    }
}
