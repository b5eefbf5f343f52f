using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>Two processes on one database are one issuer.</summary>
public sealed class SharedIssuerTests(SharedIssuer issuer) : IClassFixture<SharedIssuer>
{
    private HostProcess? chosen;

    [Fact]
    public async Task Both_publish_the_same_keys_although_they_were_started_at_once()
    {
        (await KeysAt(issuer.AtFirst)).Should().BeEquivalentTo(await KeysAt(issuer.AtSecond)).And.NotBeEmpty();
        (await issuer.Ask<long>("select count(*) from identity.schema_version where version = 1")).Should().Be(1);
        (await issuer.Ask<long>("select count(*) from identity.key_files where encode(sealed, 'escape') ~ 'PRIVATE|masterKey'")).Should().Be(0, "keys are sealed");
        Directory.EnumerateFileSystemEntries(issuer.First.DataPath).Should().BeEmpty("nothing is kept on the machine");
    }

    [Fact]
    public async Task Who_signs_in_at_one_goes_on_at_the_other_and_signs_out_of_both()
    {
        var app = await App();
        using var person = await Register();
        await person.SignIn();
        chosen = issuer.Second;
        (await person.Browser.Open("account/security")).Address.Should().Be("/account/security");
        // The page of one, with its form token, is sent to the other.
        await person.Browser.Open(app.Address());
        var code = Identity.App.Result(person.Browser)["code"];
        var tokens = await Identity.App.Good(await app.Exchange(code));
        var refresh = tokens.GetProperty("refresh_token").GetString()!;
        refresh = (await Identity.App.Good(await app.At(issuer.AtSecond).Refresh(refresh))).GetProperty("refresh_token").GetString()!;

        await person.Browser.Open("account/security");
        chosen = issuer.First;
        await person.Browser.Submit("/account/sign-out");
        foreach (var node in new[] { issuer.First, issuer.Second })
        {
            chosen = node;
            (await person.Browser.Open("account/security")).Address.Should().StartWith("/account/sign-in");
        }
        await Identity.App.Refused(await app.At(issuer.AtSecond).Refresh(refresh), "invalid_grant");
    }

    [Fact]
    public async Task A_code_is_good_once_also_when_both_get_it_at_the_same_moment()
    {
        var app = await App();
        using var person = await Register();
        await person.SignIn();
        for (var again = 0; again < 5; again++)
        {
            var code = Identity.App.Result(await person.Browser.Open(app.Address()))["code"];
            var answers = await Task.WhenAll(app.Exchange(code), app.At(issuer.AtSecond).Exchange(code));
            answers.Count(answer => answer.IsSuccessStatusCode).Should().BeLessThanOrEqualTo(1);
            await Identity.App.Refused(await app.Exchange(code), "invalid_grant");
            await Identity.App.Refused(await app.At(issuer.AtSecond).Exchange(code), "invalid_grant");
        }
        var another = Identity.App.Result(await person.Browser.Open(app.Address()))["code"];
        await Identity.App.Good(await app.At(issuer.AtSecond).Exchange(another));
        await Identity.App.Refused(await app.Exchange(another), "invalid_grant");
    }

    [Fact]
    public async Task Guesses_at_both_count_together()
    {
        using var person = await Register();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async number =>
        {
            using var guesser = new Browser(SharedIssuer.Site, SharedIssuer.Way(() => number % 2 == 0 ? issuer.First : issuer.Second));
            await guesser.Open("account/sign-in");
            await guesser.Submit("/account/sign-in", ("login", person.Login), ("password", "a wrong password"));
        }));
        (await issuer.Ask<long>($"""select count(*) from identity."AspNetUsers" where "UserName" = '{person.Login}' and "LockoutEnd" > now()""")).Should().Be(1, "five were enough");
    }

    [Fact]
    public async Task A_key_that_is_made_beside_one_is_published_and_used_by_both()
    {
        var client = await issuer.First.Run("client", "create", "Firm", "--scope", "employer", "--party", "emp_1");
        client.ExitCode.Should().Be(0, client.Errors);
        // The one that signs at once.
        var rotated = await issuer.Second.Run("keys", "rotate-signing", "--stolen");
        rotated.ExitCode.Should().Be(0, rotated.Errors);
        foreach (var node in new[] { issuer.AtFirst, issuer.AtSecond })
            await Eventually.Get(() => Tokens.Get(node, client["client_id"], client["client_secret"]), token => new JsonWebToken(token).Kid == rotated["kid"], "the new key signs");
        (await KeysAt(issuer.AtFirst)).Should().BeEquivalentTo(await KeysAt(issuer.AtSecond)).And.Contain(rotated["kid"]);
    }

    [Fact]
    public async Task When_one_is_killed_the_other_goes_on_and_the_first_comes_back_to_the_same()
    {
        var app = await App();
        using var person = await Register();
        await person.SignIn();
        var code = Identity.App.Result(await person.Browser.Open(app.Address()))["code"];
        await issuer.First.Kill9();
        chosen = issuer.Second;
        var other = app.At(issuer.AtSecond);
        var refresh = (await Identity.App.Good(await other.Exchange(code))).GetProperty("refresh_token").GetString()!;
        (await person.Browser.Open("account/security")).Address.Should().Be("/account/security");
        await issuer.First.Start();
        chosen = issuer.First;
        (await person.Browser.Open("account/security")).Address.Should().Be("/account/security");
        await Identity.App.Good(await app.Refresh(refresh));
    }

    [Fact]
    public async Task Backups_of_the_database_are_not_ours_and_the_command_says_so()
    {
        var backup = await issuer.First.Run("backup", Path.Combine(issuer.First.DataPath, "backup"));
        backup.ExitCode.Should().Be(2);
        backup.Errors.Should().Contain("pg_dump --schema identity");
    }

    private static async Task<string[]> KeysAt(HttpClient node) => [.. new JsonWebKeySet(await node.GetStringAsync(".well-known/jwks")).Keys.Select(key => key.Kid)];

    // It asks the first.
    private async Task<App> App() => new(issuer.AtFirst, (await issuer.Second.Run("app", "create", "Portal", "--redirect", Identity.App.Redirect, "--signed-out", Identity.App.SignedOut))["client_id"]);

    private Task<Person> Register() => Person.Register(issuer.First, SharedIssuer.Site, SharedIssuer.Way(() => chosen ?? issuer.First), "--scope", "employer", "--party", "emp_1");
}
