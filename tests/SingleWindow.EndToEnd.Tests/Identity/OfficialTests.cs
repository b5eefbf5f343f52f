using Microsoft.Data.Sqlite;
using Microsoft.IdentityModel.JsonWebTokens;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.Identity.Accounts;
using SingleWindow.Identity.Tokens;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>Who acts for the state or runs the hub shows two factors.</summary>
[Collection(RunningHostGroup.Name)]
public sealed class OfficialTests(RunningHost running)
{
    private readonly HostProcess host = running.Host;

    [Theory]
    [InlineData("authority")]
    [InlineData("operator")]
    public async Task With_a_password_alone_there_is_no_code_and_after_setting_up_an_authenticator_it_goes_on(string scope)
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host, "--scope", scope, "--party", "aut_1");
        await person.SignIn(app.Address());
        person.Browser.Address.Should().StartWith("/account/second-factor");
        var silent = app.Request();
        silent["prompt"] = "none";
        App.Result(await person.Browser.Open(App.Address(silent)))["error"].Should().Be("interaction_required");

        await person.Browser.Open(app.Address());
        await person.EnrolHere();
        var next = System.Text.RegularExpressions.Regex.Match(person.Browser.Page, "<a href=\"(/connect/authorize[^\"]*)\">Continue").Groups[1].Value;
        var tokens = await app.TokensOf(await person.Browser.Open(System.Net.WebUtility.HtmlDecode(next)));
        new JsonWebToken(tokens.GetProperty("access_token").GetString()).GetPayloadValue<string>("scope").Split(' ').Should().Contain(scope);
        new JsonWebToken(tokens.GetProperty("id_token").GetString()).GetPayloadValue<string[]>("amr").Should().Equal("pwd", "otp", "mfa");
    }

    [Fact]
    public async Task Whoever_has_an_authenticator_is_not_let_to_set_up_another_without_it_and_a_session_of_one_factor_renews_no_token()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host, "--scope", "operator", "--party", "operator");
        await person.SignIn();
        await person.Enrol();
        var refresh = (await app.TokensOf(await person.Browser.Open(app.Address()))).GetProperty("refresh_token").GetString()!;
        // As a session is that was there before this was demanded.
        await using (var store = new SqliteConnection($"Data Source={host.DataPath}/identity.db;Pooling=False"))
        {
            await store.OpenAsync();
            await using var weaken = new SqliteCommand("UPDATE Sessions SET Methods = 'pwd' WHERE AccountId IN (SELECT Id FROM AspNetUsers WHERE UserName = $login)", store);
            weaken.Parameters.AddWithValue("$login", person.Login);
            (await weaken.ExecuteNonQueryAsync()).Should().Be(1);
        }
        await App.Refused(await app.Refresh(refresh), "invalid_grant");
        await person.Browser.Open("account/security");
        (await person.Browser.Submit("/account/security/authenticator")).Address.Should().StartWith("/account/second-factor");
        person.Browser.Page.Should().Contain("signed in without it").And.NotContain("<form");
    }

    [Theory]
    [InlineData("employer", true)]
    [InlineData("worker", true)]
    [InlineData("authority", false)]
    [InlineData("inspector", false)]
    [InlineData("monitor", false)]
    [InlineData("operator", false)]
    [InlineData("auditor", false)]
    public void Which_roles_a_password_alone_is_enough_for(string scope, bool enough)
    {
        var role = new AccountRole { AccountId = "acc_1", Scope = scope, Party = "p", Purposes = "" };
        PersonGrant.IsEnough(Session("pwd"), role).Should().Be(enough);
        PersonGrant.IsEnough(Session("fed"), role).Should().Be(enough);
        foreach (var methods in new[] { "pwd otp mfa", AuthenticationMethods.Passkey, "fed mfa" }) PersonGrant.IsEnough(Session(methods), role).Should().BeTrue();

        static AccountSession Session(string methods) => new() { Id = "s", AccountId = "acc_1", Started = default, Stamp = "", Methods = methods };
    }

    [Fact]
    public async Task An_employer_is_asked_for_no_second_factor()
    {
        var app = await App.Register(host);
        using var person = await Person.Register(host);
        App.Result(await person.SignIn(app.Address())).Should().ContainKey("code");
    }
}
