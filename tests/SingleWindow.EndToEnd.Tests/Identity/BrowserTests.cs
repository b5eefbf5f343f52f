using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.Playwright;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>What people see: a real browser, scripts and policies of the pages included.</summary>
[Collection(RunningHostGroup.Name)]
public sealed class BrowserTests(RunningHost running, Chromium chromium) : IClassFixture<Chromium>
{
    private readonly HostProcess host = running.Host;

    [Fact]
    public async Task With_password_and_authenticator_and_a_sign_out_that_ends_the_session_in_every_app()
    {
        var (app, other) = (await App.Register(host, chromium.App), await App.Register(host, chromium.App));
        using var person = await Person.Register(host);
        await person.SignIn();
        var recovery = await person.Enrol();

        var page = await chromium.Open();
        await page.GotoAsync(host.Gateway + app.Address());
        await Password(page, person);
        await page.GetByLabel("Code").FillAsync(person.Code(1));
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        var tokens = await App.Good(await app.Exchange(await CodeOf(page)));
        new JsonWebToken(tokens.GetProperty("id_token").GetString()).GetPayloadValue<string[]>("amr").Should().Equal("pwd", "otp", "mfa");
        await page.GotoAsync(host.Gateway + other.Address());
        var refresh = (await App.Good(await other.Exchange(await CodeOf(page)))).GetProperty("refresh_token").GetString()!;

        var elsewhere = await chromium.Open();
        await elsewhere.GotoAsync($"{host.Gateway}account/security");
        await Password(elsewhere, person);
        await elsewhere.GetByText("Use a recovery code instead").ClickAsync();
        await elsewhere.GetByLabel("Recovery code").FillAsync(recovery[0]);
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await IsAt(elsewhere, "Sign-in and security");

        // One session is one browser's: an app signs it out, in all apps.
        await page.GotoAsync(QueryHelpers.AddQueryString($"{host.Gateway}connect/end-session", new Dictionary<string, string?>
        {
            ["id_token_hint"] = tokens.GetProperty("id_token").GetString(),
            ["post_logout_redirect_uri"] = $"{chromium.App}bye",
        }));
        page.Url.Should().Be($"{chromium.App}bye");
        await App.Refused(await app.Refresh(tokens.GetProperty("refresh_token").GetString()!), "invalid_grant");
        await App.Refused(await other.Refresh(refresh), "invalid_grant");
        await page.GotoAsync($"{host.Gateway}account/security");
        await IsAt(page, "Sign in");
        await elsewhere.ReloadAsync();
        await IsAt(elsewhere, "Sign-in and security");
    }

    [Fact]
    public async Task Signing_out_everywhere_else_ends_the_sessions_of_other_browsers()
    {
        var app = await App.Register(host, chromium.App);
        using var person = await Person.Register(host);
        var (page, elsewhere) = (await chromium.Open(), await chromium.Open());
        await elsewhere.GotoAsync(host.Gateway + app.Address());
        await Password(elsewhere, person);
        var refresh = (await App.Good(await app.Exchange(await CodeOf(elsewhere)))).GetProperty("refresh_token").GetString()!;

        await page.GotoAsync($"{host.Gateway}account/security");
        await Password(page, person);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" }).ClickAsync();
        await IsAt(page, "Sign-in and security");
        await App.Refused(await app.Refresh(refresh), "invalid_grant");
        await elsewhere.GotoAsync($"{host.Gateway}account/security");
        await IsAt(elsewhere, "Sign in");
    }

    [Fact]
    public async Task With_a_passkey_alone_until_it_is_removed()
    {
        var app = await App.Register(host, chromium.App);
        using var person = await Person.Register(host);
        await person.SignIn();
        await person.Enrol();
        var page = await WithPasskey(person);
        await page.GetByText("not used yet").WaitForAsync();

        // What signed in before the passkey was added is over.
        (await person.Browser.Open("account/security")).Address.Should().StartWith("/account/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.GotoAsync(host.Gateway + app.Address());
        await UsePasskey(page);
        var identity = new JsonWebToken((await App.Good(await app.Exchange(await CodeOf(page)))).GetProperty("id_token").GetString());
        identity.GetPayloadValue<string[]>("amr").Should().Contain("mfa").And.NotContain("pwd");
        identity.GetPayloadValue<string>("acr").Should().Be("https://refeds.org/profile/mfa");

        await page.GotoAsync($"{host.Gateway}account/security");
        await page.GetByText("last used").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove telephone" }).ClickAsync();
        await page.GetByText("With a passkey you sign in without").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await UsePasskey(page);
        await page.GetByText("That passkey is not known here").First.WaitForAsync();
        host.Output.Should().Contain($"{identity.Subject}: PasskeyAdded").And.Contain($"{identity.Subject}: PasskeyRemoved");
    }

    [Fact]
    public async Task A_passkey_that_did_not_ask_its_owner_and_an_answer_that_comes_again_are_refused()
    {
        using var person = await Person.Register(host);
        var page = await WithPasskey(person);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();

        await page.GetByText("Sign in with a passkey").ClickAsync();
        await page.EvaluateAsync("() => { const step = document.querySelector('[data-passkey]'); step.dataset.options = step.dataset.options.replace('required', 'discouraged'); }");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.GetByText("That passkey is not known here").First.WaitForAsync();

        var sent = page.WaitForRequestAsync(request => request.Method == "POST");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        var answer = (await sent).PostData!;
        await IsAt(page, "Sign-in and security");
        using var again = await Again(page, answer);
        again.Headers.Location.Should().BeNull();
        (await again.Content.ReadAsStringAsync()).Should().Contain("That passkey is not known here");
    }

    [Fact]
    public async Task After_a_reset_the_passkey_is_gone_and_on_an_account_that_is_off_it_does_nothing()
    {
        using var person = await Person.Register(host);
        var page = await WithPasskey(person);
        await host.Run("account", "off", person.Login);
        await page.GotoAsync($"{host.Gateway}account/sign-in");
        await UsePasskey(page);
        await page.GetByText("That passkey is not known here").First.WaitForAsync();

        using var other = await Person.Register(host);
        var theirs = await WithPasskey(other);
        await host.Run("account", "reset", other.Login);
        await theirs.GotoAsync($"{host.Gateway}account/sign-in");
        await UsePasskey(theirs);
        await theirs.GetByText("That passkey is not known here").First.WaitForAsync();
    }

    // The form token goes with the cookie of the browser, so that only the age of the answer is wrong.
    private async Task<HttpResponseMessage> Again(IPage page, string form)
    {
        var cookies = await page.Context.CookiesAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "account/passkey") { Content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded") };
        request.Headers.Add("Cookie", string.Join("; ", cookies.Where(cookie => cookie.Name == "sw-form").Select(cookie => $"{cookie.Name}={cookie.Value}")));
        // Without a jar of its own: the shared client may hold the form cookie of another test, and would send that too.
        using var plain = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }) { BaseAddress = host.Gateway };
        return await plain.SendAsync(request);
    }

    private async Task<IPage> WithPasskey(Person person)
    {
        var page = await chromium.Open();
        await Chromium.GiveAuthenticator(page);
        await page.GotoAsync($"{host.Gateway}account/security");
        await Password(page, person);
        if (person.Secret.Length > 0)
        {
            await page.GetByLabel("Code").FillAsync(person.Code(1));
            await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        }
        await page.GetByText("Add a passkey").ClickAsync();
        await page.GetByLabel("Name").FillAsync("telephone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        await IsAt(page, "Sign-in and security");
        return page;
    }

    private static async Task Password(IPage page, Person person)
    {
        await page.GetByLabel("Login").FillAsync(person.Login);
        await page.GetByLabel("Password").FillAsync(Person.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static async Task UsePasskey(IPage page)
    {
        await page.GetByText("Sign in with a passkey").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
    }

    private static Task IsAt(IPage page, string title) => page.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1, Exact = true }).WaitForAsync();

    private async Task<string> CodeOf(IPage page)
    {
        await page.WaitForURLAsync($"{chromium.App}signed-in?**");
        return QueryHelpers.ParseQuery(new Uri(page.Url).Query)["code"].ToString();
    }
}
