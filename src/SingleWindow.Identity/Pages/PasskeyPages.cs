using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Identity.Accounts;

namespace SingleWindow.Identity.Pages;

/// <summary>Signing in with a passkey, adding and removing one. The only pages with a script: browsers have passkeys for scripts alone.</summary>
internal static class PasskeyPages
{
    private static readonly Fault NotProved = new("passkey", "That passkey is not known here, or it took longer than five minutes: try it again, or sign in with your password.");
    private static readonly Fault NotMade = new("passkey", "The passkey could not be kept: try it again. There are ten at most, and each is added once.");
    private static readonly Fault NoName = new("name", "Give it a name of 1 to 64 characters, by which you will know it again.");

    public static void MapPasskeys(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/passkey", async (HttpContext http, Passkeys passkeys) => await SignIn(http, passkeys));
        pages.MapPost("/passkey", async (HttpContext http, Passkeys passkeys, AccountSignIn signIn) =>
            await signIn.Passkey(http.Posted("credential"), http.Posted("question")) ? Results.Redirect(http.Back()) : await SignIn(http, passkeys, NotProved));
        pages.MapGet("/security/passkey", SecurityPage.Fresh(async (http, person) => await Add(http, person)));
        pages.MapPost("/security/passkey", SecurityPage.ChangeFactors(async (http, person, settings) =>
        {
            var name = http.Posted("name").Trim();
            if (name.Length is 0 or > 64) return await Add(http, person, NoName);
            return await settings.AddPasskey(person, name, http.Posted("credential"), http.Posted("question")) ? SecurityPage.Back : await Add(http, person, NotMade);
        }));
        pages.MapPost("/security/passkey/remove", SecurityPage.ChangeFactors(async (http, person, settings) =>
        {
            await settings.RemovePasskey(person, http.Posted("passkey"));
            return SecurityPage.Back;
        }));
    }

    /// <summary>What the security page says about passkeys.</summary>
    public static Html List(HttpContext http, IReadOnlyList<Passkeys.Held> held) => Html.Of($"""
        <h2>Passkeys</h2>
        <p>{(held.Count == 0 ? "With a passkey you sign in without login, password and code: with the fingerprint, face or PIN of your device." : "Each of them signs you in without login, password and code.")}</p>
        {(held.Count == 0 ? default : Html.Of($"""<ul class="passkeys">{Html.Join(held.Select(one => Item(http, one)))}</ul>"""))}
        <p><a href="/account/security/passkey">Add a passkey</a></p>
        """);

    private static Html Item(HttpContext http, Passkeys.Held one) => Html.Of($"""
        <li><b>{one.Name}</b>, added {Day(one.Created.UtcDateTime)}, {(one.LastUsed is { } used ? $"last used {Day(used)}" : "not used yet")}
        {Forms.Form(http, "/account/security/passkey/remove", $"Remove {one.Name}", default(Html), ("passkey", one.Id))}</li>
        """);

    private static string Day(DateTime when) => when.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static async Task<Page> SignIn(HttpContext http, Passkeys passkeys, params Fault[] faults)
    {
        var question = await passkeys.AskForAny();
        return new Page("Sign in with a passkey", Html.Of($"""
            {Forms.Form(http, "/account/passkey", "Use a passkey", Step("get", question), ("question", question.Sealed), ("credential", ""), http.Return())}
            <p><a href="{SafeReturn.Link("/account/sign-in", http.Back())}">Use your password instead</a></p>
            """), faults)
        { Script = "passkey.js" };
    }

    private static async Task<Page> Add(HttpContext http, SignedIn.Person person, params Fault[] faults)
    {
        var question = await http.RequestServices.GetRequiredService<Passkeys>().AskForNew(person.Account);
        var name = new Field("name", "Name", "off", Value: http.Sent("name"), Hint: "Such as: telephone, key ring").Write(faults.FirstOrDefault(fault => fault.Field == "name"));
        return new Page("Add a passkey", Html.Of($"""
            {Forms.Form(http, "/account/security/passkey", "Add it", Html.Of($"{name}{Step("create", question)}"), ("question", question.Sealed), ("credential", ""))}
            <p><a href="/account/security">Go back</a></p>
            """), faults)
        { Script = "passkey.js" };
    }

    private static Html Step(string kind, Passkeys.Question question) => Html.Of($"""
        <div id="passkey" data-passkey="{kind}" data-options="{question.Options}"></div>
        <p class="fault" id="passkey-fault" role="alert" data-text="Your browser gave no passkey. Try it again."></p>
        <noscript><p class="fault">Browsers give passkeys to scripts only, and scripts are off.</p></noscript>

        """);
}
