using System.Net;
using System.Net.Http.Headers;
using Microsoft.IdentityModel.JsonWebTokens;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>People sign in through an app: authorization code and PKCE (RFC 6749, 7636, 9126, 9207, 9700).</summary>
[Collection(RunningHostGroup.Name)]
public sealed class CodeFlowTests(RunningHost running)
{
    private readonly HostProcess host = running.Host;

    [Fact]
    public async Task A_person_signs_in_and_the_hub_takes_the_token()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        var back = App.Result(await person.SignIn(app.Address()));
        back["state"].Should().Be(app.State);
        back["iss"].Should().Be(host.Gateway.AbsoluteUri);

        var tokens = await App.Good(await app.Exchange(back["code"]));
        var access = new JsonWebToken(tokens.GetProperty("access_token").GetString());
        access.Typ.Should().Be("at+jwt");
        access.Audiences.Should().Equal("singlewindow");
        access.Subject.Should().StartWith("acc_");
        access.GetPayloadValue<string>("client_id").Should().Be(app.ClientId);
        access.GetPayloadValue<string>("scope").Split(' ').Should().BeEquivalentTo("openid", "offline_access", "employer");
        access.GetPayloadValue<string>("sw_party").Should().Be("emp_1");
        access.Claims.Select(claim => claim.Value).Should().NotContain(["Ann Example", person.Login]);
        (access.ValidTo - access.IssuedAt).Should().BeLessThanOrEqualTo(TimeSpan.FromMinutes(5));
        new JsonWebToken(tokens.GetProperty("id_token").GetString()).Audiences.Should().Equal(app.ClientId);

        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/applications");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.EncodedToken);
        using var answer = await host.Client.SendAsync(request);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_body_of_what_only_asks_is_not_read()
    {
        var app = await App.Register(host);
        foreach (var (path, status) in new[] { (app.Address(), HttpStatusCode.Redirect), ("account/sign-in", HttpStatusCode.OK), ("account/first", HttpStatusCode.OK) })
        {
            // A form that cannot be read: it has no boundary.
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Content = new StringContent("nothing") };
            request.Content.Headers.ContentType = new("multipart/form-data");
            using var answer = await host.Client.SendAsync(request);
            answer.StatusCode.Should().Be(status, "{0} is asked for", path);
        }
    }

    [Fact]
    public async Task A_request_may_be_pushed_before()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        var pushed = await App.Good(await host.Client.PostAsync("connect/par", new FormUrlEncodedContent(app.Request())));
        var browser = await person.SignIn(App.Address(new() { ["client_id"] = app.ClientId, ["request_uri"] = pushed.GetProperty("request_uri").GetString()! }));
        (await app.TokensOf(browser)).GetProperty("refresh_token").GetString().Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("code_challenge_method", null)]
    [InlineData("response_type", "token")]
    [InlineData("response_type", "code id_token")]
    public async Task Less_than_a_code_with_S256_is_refused(string parameter, string? value)
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        await person.SignIn();
        var request = app.Request();
        request.Remove(parameter);
        if (value is not null) request[parameter] = value;
        await person.Browser.Open(App.Address(request));
        (person.Browser.Address + person.Browser.Page).Should().Contain("error").And.NotContain("?code=").And.NotContain("&code=");
    }

    [Theory]
    [InlineData("https://app.example/signed-in/")]
    [InlineData("https://app.example/signed-i")]
    [InlineData("https://app.example/signed-in?x=1")]
    [InlineData("http://app.example/signed-in")]
    [InlineData("https://app.example.evil.example/signed-in")]
    public async Task Nobody_is_sent_to_an_address_that_differs_by_a_character(string address)
    {
        var app = await App.Register(host);
        var request = app.Request();
        request["redirect_uri"] = address;
        using var browser = new Browser(host.Gateway);
        await browser.Open(App.Address(request));
        browser.Status.Should().Be(HttpStatusCode.BadRequest);
        browser.Answer.Headers.Location.Should().BeNull();
    }

    [Fact]
    public async Task A_code_works_once_and_its_second_use_ends_what_came_of_it()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        var code = App.Result(await person.SignIn(app.Address()))["code"];
        var tokens = await App.Good(await app.Exchange(code));
        await App.Refused(await app.Exchange(code), "invalid_grant");
        await App.Refused(await app.Refresh(tokens.GetProperty("refresh_token").GetString()!), "invalid_grant");
    }

    [Fact]
    public async Task A_code_needs_the_verifier_of_who_asked_for_it()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        var code = App.Result(await person.SignIn(app.Address()))["code"];
        await App.Refused(await new App(host.Client, app.ClientId).Exchange(code), "invalid_grant");
    }

    [Fact]
    public async Task A_refresh_token_works_once_and_its_second_use_ends_all_that_came_of_it()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        var first = (await app.TokensOf(await person.SignIn(app.Address()))).GetProperty("refresh_token").GetString()!;
        var tokens = await App.Good(await app.Refresh(first));
        var second = tokens.GetProperty("refresh_token").GetString()!;
        second.Should().NotBe(first);
        new JsonWebToken(tokens.GetProperty("access_token").GetString()).GetPayloadValue<string>("sw_party").Should().Be("emp_1");

        await App.Refused(await app.Refresh(first), "invalid_grant");
        await App.Refused(await app.Refresh(second), "invalid_grant");
    }

    [Fact]
    public async Task No_refresh_token_without_the_scope_for_it()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        (await app.TokensOf(await person.SignIn(app.Address("openid")))).TryGetProperty("refresh_token", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Who_has_several_roles_chooses_one_and_the_token_says_which()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        (await host.Run("account", "role", "add", person.Login, "--scope", "authority", "--party", "aut_1", "--unit", "u7", "--purposes", "P01,P05")).ExitCode.Should().Be(0);
        await person.SignIn();
        await person.Enrol();
        await person.Browser.Open(app.Address());
        person.Browser.Address.Should().StartWith("/account/role");
        await person.Browser.Submit("/account/role", ("role", "0"));
        person.Browser.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        var authority = System.Text.RegularExpressions.Regex.Match(person.Browser.Page, """for="role-(\d+)">authority""").Groups[1].Value;
        await person.Browser.Submit("/account/role", ("role", authority));

        var token = new JsonWebToken((await app.TokensOf(person.Browser)).GetProperty("access_token").GetString());
        token.GetPayloadValue<string>("sw_party").Should().Be("aut_1");
        token.GetPayloadValue<string>("sw_unit").Should().Be("u7");
        token.GetPayloadValue<string[]>("sw_purposes").Should().Equal("P01", "P05");

        // An app that is for employers gets that role without a question.
        var employer = new JsonWebToken((await app.TokensOf(await person.Browser.Open(app.Address("openid employer")))).GetProperty("access_token").GetString());
        employer.GetPayloadValue<string>("sw_party").Should().Be("emp_1");
        App.Result(await person.Browser.Open(app.Address("openid operator")))["error"].Should().Be("access_denied");
    }

    [Fact]
    public async Task A_role_of_somebody_else_cannot_be_chosen()
    {
        var app = await App.Register(host);
        using var other = await Person.Register(host, "--scope", "operator", "--party", "operator");
        await host.Run("account", "role", "add", other.Login, "--scope", "auditor", "--party", "aud_1");
        await other.SignIn(app.Address());
        var foreign = System.Text.RegularExpressions.Regex.Match(other.Browser.Page, """for="role-(\d+)">operator""").Groups[1].Value;

        using var person = await Person.Register(host);
        await person.SignIn();
        await person.Browser.Open("account/role");
        await person.Browser.Submit("/account/role", ("role", foreign));
        person.Browser.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_app_may_ask_without_a_page()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        var request = app.Request();
        request["prompt"] = "none";
        App.Result(await person.Browser.Open(App.Address(request)))["error"].Should().Be("login_required");
        await person.SignIn();
        App.Result(await person.Browser.Open(App.Address(request))).Should().ContainKey("code");
    }
}
