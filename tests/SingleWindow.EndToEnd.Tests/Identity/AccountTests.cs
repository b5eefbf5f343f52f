using System.Net;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>Passwords, second factors, and what an operator does with an account.</summary>
[Collection(RunningHostGroup.Name)]
public sealed class AccountTests(RunningHost running)
{
    private const string Home = "/account/security";
    private readonly HostProcess host = running.Host;

    [Theory]
    [InlineData("eleven char")]
    [InlineData("passwordpassword")]
    [InlineData("PASSWORD1234")]
    [InlineData("ababababababab")]
    [InlineData("my login is shortname")]
    public async Task A_first_password_that_others_guess_is_refused_and_the_code_stays_good(string password)
    {
        using var person = new Person(host, "shortname");
        await host.Run("account", "create", "Ann", "--login", person.Login, "--scope", "employer", "--party", "emp_1");
        var code = (await host.Run("account", "reset", person.Login))["code"];
        await person.SetPassword(code, password);
        person.Browser.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        person.Browser.Page.Should().Contain("href=\"#password\"").And.Contain("aria-invalid");
        await person.SetPassword(code);
        person.Browser.Address.Should().Be("/account/sign-in");
    }

    [Fact]
    public async Task A_first_code_works_once()
    {
        using var person = new Person(host, "once-only");
        var code = await FirstCode(person);
        await person.SetPassword(code.ToLowerInvariant().Replace("-", " "));
        await person.SetPassword(code, "another good password");
        person.Browser.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await person.SignIn()).Address.Should().Be(Home);
    }

    [Fact]
    public async Task Five_failures_close_the_account_and_nobody_learns_which_logins_exist()
    {
        using var person = await Person.Register(host);
        using var nobody = new Person(host, "nobody-at-all");
        var unknown = Text(await nobody.SignIn());
        nobody.Browser.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        for (var attempt = 0; attempt < 5; attempt++) Text(await person.SignIn(password: "a wrong password")).Should().Be(unknown);
        Text(await person.SignIn()).Should().Be(unknown, "the right password is of no use now");
        person.Browser.Status.Should().Be(HttpStatusCode.UnprocessableEntity);

        // The same words for both; login and token of the form differ.
        static string Text(Browser browser) => System.Text.RegularExpressions.Regex.Replace(browser.Page, "value=\"[^\"]*\"", "");
    }

    [Fact]
    public async Task Many_attempts_at_once_count_as_many()
    {
        using var person = await Person.Register(host);
        var browsers = Enumerable.Range(0, 8).Select(_ => new Browser(host.Gateway)).ToArray();
        foreach (var browser in browsers) await browser.Open("account/sign-in");
        await Task.WhenAll(browsers.Select(browser => browser.Submit("/account/sign-in", ("login", person.Login), ("password", "a wrong password"))));
        (await person.SignIn()).Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        foreach (var browser in browsers) browser.Dispose();
    }

    [Fact]
    public async Task Who_has_an_authenticator_is_asked_for_its_code_and_each_code_counts_once()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        await person.SignIn();
        await person.Enrol();

        using var elsewhere = new Browser(host.Gateway);
        await elsewhere.Open(app.Address());
        await elsewhere.Submit("/account/sign-in", ("login", person.Login), ("password", Person.Password));
        elsewhere.Address.Should().StartWith("/account/totp");
        await elsewhere.Submit("/account/totp", ("code", person.FirstTotp));
        elsewhere.Status.Should().Be(HttpStatusCode.UnprocessableEntity, "that code was used to set up the authenticator");
        (await new Browser(host.Gateway).Open("account/security")).Address.Should().StartWith("/account/sign-in", "half a sign-in is none");
        await elsewhere.Submit("/account/totp", ("code", person.Code(1)));
        App.Result(elsewhere).Should().ContainKey("code");
    }

    [Fact]
    public async Task Without_the_password_there_is_no_page_for_the_second_factor()
    {
        using var browser = new Browser(host.Gateway);
        (await browser.Open("account/totp")).Address.Should().StartWith("/account/sign-in");
        (await browser.Open("account/recovery")).Address.Should().StartWith("/account/sign-in");
    }

    [Fact]
    public async Task Wrong_second_factors_close_the_account_too()
    {
        using var person = await Person.Register(host);
        await person.SignIn();
        var recovery = await person.Enrol();
        using var elsewhere = new Browser(host.Gateway);
        await elsewhere.Open("account/sign-in");
        await elsewhere.Submit("/account/sign-in", ("login", person.Login), ("password", Person.Password));
        for (var attempt = 0; attempt < 5; attempt++) await elsewhere.Submit("/account/totp", ("code", "000000"));
        await elsewhere.Open("account/recovery");
        await elsewhere.Submit("/account/recovery", ("code", recovery[0]));
        elsewhere.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once()
    {
        using var person = await Person.Register(host);
        await person.SignIn();
        var codes = await person.Enrol();
        codes.Should().HaveCount(10).And.OnlyHaveUniqueItems();
        foreach (var (code, works) in new[] { (codes[3], true), (codes[3], false), (codes[4], true) })
        {
            using var elsewhere = new Browser(host.Gateway);
            await elsewhere.Open("account/sign-in");
            await elsewhere.Submit("/account/sign-in", ("login", person.Login), ("password", Person.Password));
            await elsewhere.Open("account/recovery");
            await elsewhere.Submit("/account/recovery", ("code", code));
            (elsewhere.Address == Home).Should().Be(works);
        }
    }

    [Fact]
    public async Task New_recovery_codes_take_the_place_of_the_former_ones()
    {
        using var person = await Person.Register(host);
        await person.SignIn();
        var former = await person.Enrol();
        await person.Browser.Open("account/security");
        await person.Browser.Submit("/account/security/recovery-codes");
        person.Browser.Page.Should().Contain("<ol class=\"codes\">").And.NotContain(former[0]);
    }

    [Fact]
    public async Task Who_changes_the_password_stays_and_everybody_else_goes()
    {
        using var person = await Person.Register(host);
        await person.SignIn();
        using var elsewhere = new Browser(host.Gateway);
        await elsewhere.Open("account/sign-in");
        (await elsewhere.Submit("/account/sign-in", ("login", person.Login), ("password", Person.Password))).Address.Should().Be(Home);

        await person.Browser.Submit("/account/security/password", ("current", "a wrong password"), ("password", "another good password"));
        person.Browser.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        await person.Browser.Submit("/account/security/password", ("current", Person.Password), ("password", "another good password"));
        person.Browser.Address.Should().Be(Home);
        (await elsewhere.Open("account/security")).Address.Should().StartWith("/account/sign-in");
    }

    [Fact]
    public async Task An_account_that_is_off_is_off_at_once()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        var refresh = (await app.TokensOf(await person.SignIn(app.Address()))).GetProperty("refresh_token").GetString()!;
        (await host.Run("account", "off", person.Login)).ExitCode.Should().Be(0);
        await App.Refused(await app.Refresh(refresh), "invalid_grant");
        (await person.Browser.Open("account/security")).Address.Should().StartWith("/account/sign-in");
        (await person.SignIn()).Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await host.Run("account", "list")).Output.Should().Contain($"{person.Login} (Ann Example) off");
        (await host.Run("account", "reset", person.Login)).ExitCode.Should().Be(2);
    }

    [Fact]
    public async Task A_reset_takes_away_what_signed_in_before()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        await person.SignIn();
        await person.Enrol();
        var refresh = (await app.TokensOf(await person.Browser.Open(app.Address()))).GetProperty("refresh_token").GetString()!;
        var reset = await host.Run("account", "reset", person.Login);
        await App.Refused(await app.Refresh(refresh), "invalid_grant");
        (await person.SignIn()).Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        await person.SetPassword(reset["code"], "another good password");
        (await person.SignIn(password: "another good password")).Address.Should().Be(Home, "there is no authenticator either");
    }

    [Fact]
    public async Task A_login_belongs_to_one_account()
    {
        string[] create = ["account", "create", "Ann", "--login", "taken-login", "--scope", "employer", "--party", "emp_1"];
        (await host.Run(create)).ExitCode.Should().Be(0);
        var again = await host.Run(create);
        again.ExitCode.Should().Be(2);
        again.Errors.Should().StartWith("error: ");
        (await host.Run("account", "off", "no-such-login")).ExitCode.Should().Be(2);
        (await host.Run("account", "create", "Ann", "--login", "other-login", "--scope", "emperor", "--party", "emp_1")).ExitCode.Should().Be(2);
    }

    private async Task<string> FirstCode(Person person) => (await host.Run("account", "create", "Ann", "--login", person.Login, "--scope", "employer", "--party", "emp_1"))["code"];
}
