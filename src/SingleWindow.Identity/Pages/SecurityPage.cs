using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Identity.Accounts;

namespace SingleWindow.Identity.Pages;

/// <summary>How one signs in: password, authenticator, recovery codes, passkeys. Changes need a sign-in of the last quarter of an hour.</summary>
internal static class SecurityPage
{
    private static readonly IResult ToSignIn = Results.Redirect("/account/sign-in");
    public static readonly IResult Back = Results.Redirect("/account/security");

    public static void MapSecurity(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/security", async (HttpContext http, SignedIn signedIn, UserManager<Account> accounts, Passkeys passkeys, Site site) => await signedIn.Find() is { } person
            ? Show(http, person.Account, await accounts.CountRecoveryCodesAsync(person.Account), site.HasPasskeys ? PasskeyPages.List(http, await passkeys.Of(person.Account)) : default) : ToSignIn);
        pages.MapPost("/security/authenticator", ChangeFactors((http, _, settings) =>
        {
            var (secret, offer) = settings.NewSecret();
            return Task.FromResult<IResult>(Offer(http, secret, offer));
        }));
        pages.MapPost("/security/totp", ChangeFactors(async (http, person, settings) =>
            settings.SecretOf(http.Posted("offer")) is not { } secret ? Back
            : await settings.Enrol(person, secret, http.Posted("code").Trim()) ? Codes(http, await settings.NewRecoveryCodes(person))
            : Offer(http, secret, http.Posted("offer"), new Fault("code", "That is not the code that this secret has now."))));
        pages.MapPost("/security/recovery-codes", ChangeFactors(async (http, person, settings) => person.Account.TwoFactorEnabled ? Codes(http, await settings.NewRecoveryCodes(person)) : Back));
        pages.MapPost("/security/others", Change(async (_, person, settings) =>
        {
            await settings.EndOthers(person);
            return Back;
        }));
        pages.MapPost("/security/password", Change(async (http, person, settings) =>
        {
            var result = await settings.ChangePassword(person, http.Posted("current"), http.Posted("password"));
            return result.Succeeded ? Back : Password(http, [.. result.Errors.Select(error => error.Code == "Password" ? new Fault("password", error.Description) : new Fault("current", "That is not your password."))]);
        }));
    }

    /// <summary>A page for whoever has signed in lately.</summary>
    public static Delegate Fresh(Func<HttpContext, SignedIn.Person, Task<IResult>> page) => async (HttpContext http, SignedIn signedIn) =>
        await signedIn.Find() is { IsFresh: true } person ? await page(http, person) : ToSignIn;

    /// <summary>A change by whoever has signed in lately, and is signed in still when the turn has come.</summary>
    public static Delegate Change(Func<HttpContext, SignedIn.Person, SecuritySettings, Task<IResult>> change) => async (HttpContext http, SecuritySettings settings) =>
        await settings.InTurn(person => change(http, person, settings)) ?? ToSignIn;

    /// <summary>A change of what one signs in with beside the password.</summary>
    public static Delegate ChangeFactors(Func<HttpContext, SignedIn.Person, SecuritySettings, Task<IResult>> change) => Change(async (http, person, settings) =>
        await settings.MayChangeFactors(person) ? await change(http, person, settings) : Results.Redirect(SafeReturn.Link("/account/second-factor", http.Back())));

    private static Page Show(HttpContext http, Account account, int codes, Html passkeys) => new("Sign-in and security", Html.Of($"""
        <p>You are signed in as {account.UserName} ({account.DisplayName}).</p>
        <h2>Authenticator</h2>
        <p>{(account.TwoFactorEnabled ? "After your password you are asked for the code of your authenticator." : "Only your password protects this account.")}</p>
        {Forms.Form(http, "/account/security/authenticator", account.TwoFactorEnabled ? "Set up another authenticator" : "Set up an authenticator", default(Html))}
        {(account.TwoFactorEnabled ? Html.Of($"""
            <h2>Recovery codes</h2>
            <p>{codes.ToString()} are left.</p>
            {Forms.Form(http, "/account/security/recovery-codes", "Make new recovery codes", default(Html))}
            """) : default)}
        {passkeys}
        <h2>Password</h2>
        {PasswordForm(http)}
        <h2>Sign out</h2>
        {Forms.Form(http, "/account/security/others", "Sign out everywhere else", default(Html))}
        {Forms.Form(http, "/account/sign-out", "Sign out", default(Html))}
        """));

    private static Page Password(HttpContext http, params Fault[] faults) => new("Change your password", PasswordForm(http, faults), faults);

    private static Html PasswordForm(HttpContext http, params Fault[] faults) => Forms.Form(http, "/account/security/password", "Change the password", [
        new("current", "Your password now", "current-password", "password"),
        new("password", "New password", "new-password", "password", Hint: $"At least {PasswordRules.Least} characters")], faults);

    private static Page Offer(HttpContext http, string secret, string offer, params Fault[] faults) => new("Set up an authenticator", Html.Of($"""
        <p>Add this secret to an authenticator app, then enter the code that it shows.</p>
        <dl>
        <dt>Secret</dt><dd><code id="secret">{secret}</code></dd>
        <dt>Link for an app on this device</dt><dd><a href="otpauth://totp/SingleWindow?secret={secret}&amp;issuer=SingleWindow">otpauth://totp/SingleWindow?secret={secret}&amp;issuer=SingleWindow</a></dd>
        </dl>
        {Forms.Form(http, "/account/security/totp", "Turn it on", [Field.Code("Code", "Six digits")], faults, ("offer", offer), http.Return())}
        """), faults);

    private static Page Codes(HttpContext http, IReadOnlyList<string> codes) => new("Keep your recovery codes", Html.Of($"""
        <p>Each of them signs you in once, when you have lost your authenticator. They are shown only now; codes that you had before work no more.</p>
        <ol class="codes">{Html.Join(codes.Select(code => Html.Of($"<li><code>{code}</code></li>")))}</ol>
        <p><a href="{http.Back()}">Continue</a></p>
        """));
}
