using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Identity.Accounts;

namespace SingleWindow.Identity.Pages;

/// <summary>A person sets the first password, with the code that an operator passed on.</summary>
internal static class FirstPage
{
    private static readonly Fault Refused = new("code", "The login or the code is wrong, or the code was used already or is older than a day.");

    public static void MapFirst(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/first", (HttpContext http) => Show(http));
        pages.MapPost("/first", Set);
    }

    private static async Task<IResult> Set(HttpContext http, UserManager<Account> accounts, SecurityLog log)
    {
        var password = http.Posted("password");
        if (await accounts.FindByNameAsync(http.Posted("login").Trim()) is not { } account) return Show(http, Refused);
        if (!FirstCodes.Fits(account, http.Posted("code")))
        {
            log.Note(account.Id, SecurityEvent.FirstCodeRefused);
            return Show(http, Refused);
        }
        if (password != http.Posted("again")) return Show(http, new Fault("again", "The two passwords are not the same."));
        // Password and used code become true in one write, so of two who try at once one succeeds.
        account.FirstCode = null;
        var result = await accounts.AddPasswordAsync(account, password);
        if (!result.Succeeded) return Show(http, [.. result.Errors.Select(error => new Fault("password", error.Description))]);
        log.Note(account.Id, SecurityEvent.PasswordSet);
        return Results.Redirect("/account/sign-in");
    }

    private static Page Show(HttpContext http, params Fault[] faults) => new("Set your first password", Forms.Form(http, "/account/first", "Set the password", [
        new("login", "Login", "username", Value: http.Sent("login")),
        new("code", "Code", "off", Hint: "The code that you were given; it works once, for a day"),
        new("password", "New password", "new-password", "password", Hint: $"At least {PasswordRules.Least} characters. Several words that do not belong together are a good choice."),
        new("again", "New password again", "new-password", "password")], faults), faults);
}
