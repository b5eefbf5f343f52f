using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.Identity.External;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>People who sign in through an issuer of others.</summary>
public sealed class ExternalIssuerTests(TwoIssuers issuers) : IClassFixture<TwoIssuers>
{
    private const string Home = "/account/security";
    private readonly HostProcess ours = issuers.Ours;
    private readonly HostProcess other = issuers.Other;

    [Fact]
    public async Task Whom_an_operator_has_linked_signs_in_there_and_lands_here()
    {
        using var there = await There();
        await Linked(there);
        using var here = new Browser(ours.Identity);
        (await here.Open("account/sign-in")).Page.Should().Contain($"Sign in with {TwoIssuers.Name}".Replace("'", "&#x27;"));
        (await Through(there, here)).Address.Should().Be(Home);
        here.Page.Should().Contain("You are signed in as");
    }

    [Fact]
    public async Task Who_comes_from_there_ends_the_session_that_the_browser_had()
    {
        using var there = await There();
        await Linked(there);
        using var before = await Person.Register(ours, ours.Identity, "--scope", "employer", "--party", "emp_1");
        await before.SignIn();
        var kept = before.Browser.Cookies;
        (await WithCookies(kept)).Should().Be(HttpStatusCode.OK);
        (await Through(there, before.Browser)).Address.Should().Be(Home);
        before.Browser.Page.Should().NotContain(before.Login);
        (await WithCookies(kept)).Should().Be(HttpStatusCode.Redirect, "that session is over");

        async Task<HttpStatusCode> WithCookies(string cookies)
        {
            using var plain = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = ours.Identity };
            using var request = new HttpRequestMessage(HttpMethod.Get, "account/security");
            request.Headers.Add("Cookie", cookies);
            using var answer = await plain.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Whom_nobody_has_linked_is_told_so_and_gets_no_account()
    {
        using var there = await There();
        using var here = new Browser(ours.Identity);
        var before = (await ours.Run("account", "list")).Output;
        await Through(there, here);
        here.Status.Should().Be(HttpStatusCode.Forbidden);
        here.Page.Should().Contain("no account here belongs to you");
        (await here.Open("account/security")).Address.Should().StartWith("/account/sign-in");
        (await ours.Run("account", "list")).Output.Should().Be(before);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_second_factor_is_asked_for_here_unless_the_issuer_says_that_it_has_been(bool twoFactorsThere)
    {
        using var there = await There();
        var login = await Linked(there);
        using var owner = await Enrolled(login);
        if (twoFactorsThere)
        {
            await there.Enrol();
            await there.Browser.Open("account/security");
            await there.Browser.Submit("/account/sign-out");
            await there.SignIn();
            await there.Browser.Submit("/account/totp", ("code", there.Code(1)));
        }
        using var here = new Browser(ours.Identity);
        await Through(there, here);
        if (twoFactorsThere)
        {
            here.Address.Should().Be(Home);
            return;
        }
        here.Address.Should().StartWith("/account/totp");
        await here.Submit("/account/totp", ("code", owner.Code(1)));
        here.Address.Should().Be(Home);
    }

    [Fact]
    public async Task A_link_that_is_taken_away_ends_the_sessions_and_an_account_that_is_off_is_closed_here_too()
    {
        using var there = await There();
        var login = await Linked(there);
        using var here = new Browser(ours.Identity);
        await Through(there, here);
        (await ours.Run("account", "unlink", login, "--issuer", other.Identity.AbsoluteUri, "--subject", await SubjectOf(there))).ExitCode.Should().Be(0);
        (await here.Open("account/security")).Address.Should().StartWith("/account/sign-in");
        (await Through(there, here)).Status.Should().Be(HttpStatusCode.Forbidden);

        await ours.Run("account", "link", login, "--issuer", other.Identity.AbsoluteUri, "--subject", await SubjectOf(there));
        await ours.Run("account", "off", login);
        (await Through(there, here)).Status.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task One_subject_is_one_account_and_the_same_subject_of_another_issuer_is_somebody_else()
    {
        using var there = await There();
        using var second = await Person.Register(ours, ours.Identity, "--scope", "employer", "--party", "emp_1");
        var subject = await SubjectOf(there);
        (await ours.Run("account", "link", second.Login, "--issuer", "https://elsewhere.example/", "--subject", subject)).ExitCode.Should().Be(0);
        using var here = new Browser(ours.Identity);
        (await Through(there, here)).Status.Should().Be(HttpStatusCode.Forbidden);
        var linked = await Linked(there);
        var again = await ours.Run("account", "link", second.Login, "--issuer", other.Identity.AbsoluteUri, "--subject", subject);
        again.ExitCode.Should().Be(2);
        again.Errors.Should().StartWith("error: ").And.NotContain(linked);
    }

    [Fact]
    public async Task An_answer_that_this_browser_did_not_ask_for_is_refused()
    {
        using var there = await There();
        await Linked(there);
        using var here = new Browser(ours.Identity);
        await here.Open("account/external");
        await there.Browser.Open(here.Address);
        using var victim = new Browser(ours.Identity);
        await victim.Open(there.Browser.Address);
        victim.Status.Should().Be(HttpStatusCode.BadRequest);
        victim.Page.Should().Contain("did not sign you in");
        (await victim.Open("account/security")).Address.Should().StartWith("/account/sign-in");
    }

    [Fact]
    public async Task What_is_asked_is_pushed_where_the_issuer_takes_that_and_a_link_from_elsewhere_leads_nowhere_else()
    {
        using var here = new Browser(ours.Identity);
        await here.Open("account/external");
        // What goes through the browser is a reference; ours refuses a request without PKCE.
        QueryHelpers.ParseQuery(new Uri(here.Address).Query).Keys.Should().BeEquivalentTo("client_id", "request_uri");
        (await here.Open("account/external?return=https://evil.example/")).Address.Should().StartWith(other.Identity.AbsoluteUri);
    }

    [Fact]
    public async Task An_issuer_that_is_away_is_told_and_passwords_go_on_working()
    {
        await using var alone = new HostProcess("--roles", "identity", "--Identity:External:Authority=http://127.0.0.1:1/", "--Identity:External:ClientId=us");
        alone.Add($"--Identity:Issuer={alone.Identity}");
        await alone.Start();
        using var person = await Person.Register(alone, alone.Identity, "--scope", "employer", "--party", "emp_1");
        (await person.Browser.Open("account/external")).Address.Should().Be("/account/external/failed");
        (await person.SignIn()).Address.Should().Be(Home);
        (await person.Browser.Open("account/security")).Page.Should().NotContain("Add a passkey", "browsers give none to an address");
    }

    [Theory]
    [InlineData("--Identity:External:ClientId=a", "Authority: is needed")]
    [InlineData("--Identity:External:Authority=http://issuer.example", "only https://")]
    [InlineData("--Identity:External:Authority=https://issuer.example", "ClientId: is needed")]
    public async Task Half_of_the_settings_is_said_before_anything_starts(string setting, string why)
    {
        var finished = await HostProcess.RunHost(setting);
        finished.ExitCode.Should().Be(2);
        finished.Errors.Should().Contain(why);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-300, true)]
    [InlineData(-600, false)]
    [InlineData(30, true)]
    [InlineData(600, false)]
    public void A_sign_in_there_is_of_the_last_minutes_by_what_it_says(int seconds, bool recent) =>
        ExternalIssuer.IsRecent(Said($"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds}")).Should().Be(recent);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("-1")]
    [InlineData("9223372036854775807")]
    public void An_issuer_that_does_not_say_when_is_not_believed(string? time) => ExternalIssuer.IsRecent(Said(time)).Should().BeFalse();

    private static ClaimsPrincipal Said(string? time) => new(new ClaimsIdentity(time is null ? [] : [new("auth_time", time)]));

    [Fact]
    public async Task Behind_TLS_the_cookies_of_the_way_there_belong_to_this_host()
    {
        await using var tls = new HostProcess("--roles", "identity", "--Identity:Issuer=https://sw.example/", $"--Identity:External:Authority={other.Identity}", "--Identity:External:ClientId=us");
        await tls.Start();
        using var plain = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = tls.Identity };
        using var answer = await plain.GetAsync("account/external");
        answer.Headers.GetValues("Set-Cookie").Should().HaveCount(2).And.OnlyContain(cookie => cookie.StartsWith("__Host-", StringComparison.Ordinal) && cookie.Contains("path=/;") && cookie.Contains("secure"));
    }

    // A person of the other issuer, signed in there.
    private async Task<Person> There()
    {
        var person = await Person.Register(other, other.Identity, "--scope", "employer", "--party", "emp_1");
        await person.SignIn();
        return person;
    }

    // What the other issuer calls the person.
    private async Task<string> SubjectOf(Person there)
    {
        await using var store = new SqliteConnection($"Data Source={other.DataPath}/identity.db;Mode=ReadOnly;Pooling=False");
        await store.OpenAsync();
        await using var ask = new SqliteCommand("SELECT Id FROM AspNetUsers WHERE UserName = $login", store);
        ask.Parameters.AddWithValue("$login", there.Login);
        return (string)(await ask.ExecuteScalarAsync())!;
    }

    private async Task<string> Linked(Person there)
    {
        using var account = await Person.Register(ours, ours.Identity, "--scope", "employer", "--party", "emp_1");
        var linked = await ours.Run("account", "link", account.Login, "--issuer", other.Identity.AbsoluteUri, "--subject", await SubjectOf(there));
        linked.ExitCode.Should().Be(0, linked.Errors);
        return account.Login;
    }

    private async Task<Person> Enrolled(string login)
    {
        var person = new Person(ours, login, ours.Identity);
        await person.SignIn();
        await person.Enrol();
        return person;
    }

    // From here to there and back.
    private static async Task<Browser> Through(Person there, Browser here)
    {
        await here.Open("account/external");
        await there.Browser.Open(here.Address);
        return await here.Open(there.Browser.Address);
    }
}
