using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>A session ends everywhere at once; and nobody but the person ends or begins it.</summary>
[Collection(RunningHostGroup.Name)]
public sealed class SignOutTests(RunningHost running)
{
    private readonly HostProcess host = running.Host;

    [Fact]
    public async Task An_app_signs_its_person_out_and_every_refresh_token_of_the_session_ends()
    {
        var (app, other) = (await App.Register(host), await App.Register(host));
        using var person = await Person.Register(host);
        var tokens = await app.TokensOf(await person.SignIn(app.Address()));
        var elsewhere = (await other.TokensOf(await person.Browser.Open(other.Address()))).GetProperty("refresh_token").GetString()!;

        await person.Browser.Open(EndSession(("id_token_hint", tokens.GetProperty("id_token").GetString()!), ("post_logout_redirect_uri", App.SignedOut), ("state", "s1")));
        person.Browser.Address.Should().Be(App.SignedOut + "?state=s1");
        (await person.Browser.Open("account/security")).Address.Should().StartWith("/account/sign-in");
        await App.Refused(await app.Refresh(tokens.GetProperty("refresh_token").GetString()!), "invalid_grant");
        await App.Refused(await other.Refresh(elsewhere), "invalid_grant");
    }

    [Fact]
    public async Task Without_a_proof_that_the_app_knows_the_person_the_person_is_asked()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        await person.SignIn();
        await person.Browser.Open(EndSession(("client_id", app.ClientId), ("post_logout_redirect_uri", App.SignedOut)));
        person.Browser.Page.Should().Contain("Do you want to sign out?");
        (await person.Browser.Open("account/security")).Address.Should().Be("/account/security", "a link on any page would sign people out else");

        await person.Browser.Open(EndSession(("client_id", app.ClientId), ("post_logout_redirect_uri", App.SignedOut)));
        (await person.Browser.Submit("/connect/end-session")).Address.Should().Be(App.SignedOut);
        (await person.Browser.Open("account/security")).Address.Should().StartWith("/account/sign-in");
    }

    [Fact]
    public async Task Nobody_is_sent_anywhere_after_signing_out_but_where_the_app_said()
    {
        var app = await App.Register(host);
        using var browser = new Browser(host.Gateway);
        await browser.Open(EndSession(("client_id", app.ClientId), ("post_logout_redirect_uri", "https://evil.example/")));
        browser.Status.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_cookie_that_was_copied_is_of_no_use_after_the_sign_out()
    {
        using var person = await Person.Register(host);
        await person.SignIn();
        using var copied = new HttpRequestMessage(HttpMethod.Get, "account/security");
        copied.Headers.Add("Cookie", person.Browser.Cookies);
        await person.Browser.Submit("/account/sign-out");
        using var answer = await host.Client.SendAsync(copied);
        answer.StatusCode.Should().Be(HttpStatusCode.Found);
    }

    [Theory]
    [InlineData("account/sign-in")]
    [InlineData("account/sign-out")]
    [InlineData("account/role")]
    [InlineData("account/first")]
    [InlineData("account/security/authenticator")]
    [InlineData("account/security/password")]
    [InlineData("connect/end-session")]
    public async Task A_form_of_another_site_is_refused(string path)
    {
        using var person = await Person.Register(host);
        await person.SignIn();
        await person.Browser.Post(path, new() { ["login"] = person.Login, ["password"] = Person.Password });
        person.Browser.Status.Should().Be(HttpStatusCode.BadRequest);
        (await person.Browser.Open("account/security")).Address.Should().Be("/account/security");
    }

    [Fact]
    public async Task What_is_no_form_is_refused_in_order()
    {
        using var answer = await host.Client.PostAsync("account/sign-in", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        using var broken = await host.Client.PostAsync("account/sign-in", new StringContent("x", System.Text.Encoding.UTF8, "multipart/form-data"));
        broken.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task After_the_sign_in_nobody_is_led_to_another_site()
    {
        using var person = await Person.Register(host);
        foreach (var target in new[] { "https://evil.example/", "//evil.example/", "/\\evil.example", "/connect/authorize", "/account/sign-out" })
        {
            await person.Browser.Open(QueryHelpers.AddQueryString("account/sign-in", "return", target));
            await person.Browser.Submit("/account/sign-in", ("login", person.Login), ("password", Person.Password));
            person.Browser.Address.Should().Be("/account/security", target);
        }
    }

    [Fact]
    public async Task Pages_run_nothing_from_elsewhere_and_cookies_are_closed_to_scripts()
    {
        var app = await App.Register(host);
        using var browser = new Browser(host.Gateway);
        await browser.Open(app.Address());
        var headers = browser.Answer.Headers;
        string.Concat(headers.GetValues("Content-Security-Policy")).Should().Contain("default-src 'none'").And.Contain("form-action 'self' https://app.example").And.NotContain("unsafe");
        headers.CacheControl!.NoStore.Should().BeTrue();
        headers.GetValues("Set-Cookie").Should().OnlyContain(cookie => cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase) && cookie.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase) && cookie.Contains("path=/", StringComparison.OrdinalIgnoreCase));
        (await host.Client.GetAsync("account/style.css")).Content.Headers.ContentType!.MediaType.Should().Be("text/css");
    }

    [Fact]
    public async Task What_people_write_is_shown_as_text()
    {
        using var browser = new Browser(host.Gateway);
        await browser.Open("account/sign-in");
        await browser.Submit("/account/sign-in", ("login", "\"><script>alert(1)</script>"), ("password", "x"));
        browser.Page.Should().NotContain("<script").And.Contain("&lt;script&gt;");
    }

    [Fact]
    public async Task The_log_names_accounts_by_their_opaque_id()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        var tokens = await app.TokensOf(await person.SignIn(app.Address() + $"&login_hint={person.Login}@example.org"));
        var account = new JsonWebToken(tokens.GetProperty("id_token").GetString()).Subject;
        await person.SignIn(password: "a wrong password");
        var log = await Eventually.Get(() => Task.FromResult(host.Output), output => output.Contains($"{account}: WrongPassword", StringComparison.Ordinal), "the log says that the password was wrong");
        log.Should().Contain($"{account}: SignedIn").And.NotContain(person.Login).And.NotContain("Ann Example");
    }

    private static string EndSession(params (string Name, string Value)[] parameters) => QueryHelpers.AddQueryString("connect/end-session", parameters.ToDictionary(one => one.Name, one => (string?)one.Value));
}
