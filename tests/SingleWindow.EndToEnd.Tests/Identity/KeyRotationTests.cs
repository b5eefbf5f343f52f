using System.Net;
using System.Net.Http.Headers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.Identity.Storage;
using SingleWindow.Identity.Tokens;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>Signing keys change, and nobody notices.</summary>
public sealed class KeyRotationTests
{
    private readonly Clock clock = new();

    [Fact]
    public async Task A_running_host_takes_a_new_key_up_and_tokens_of_both_are_good()
    {
        await using var host = new HostProcess();
        await host.Start();
        var (client, app) = (await host.Run("operator", "create", "Ann"), await App.Register(host));
        using var person = await Person.Register(host);
        var former = await Tokens.Get(host.Client, client["client_id"], client["client_secret"]);
        var refresh = (await app.TokensOf(await person.SignIn(app.Address()))).GetProperty("refresh_token").GetString()!;
        (await Status(host, former)).Should().Be(HttpStatusCode.OK);

        // Somebody sends the hub after a key that nobody has: for half a minute it asks the issuer for none.
        (await Status(host, Invented(host))).Should().Be(HttpStatusCode.Unauthorized);
        var rotated = await host.Run("keys", "rotate-signing", "--now");
        rotated.ExitCode.Should().Be(0, rotated.Errors);
        // Nobody is refused while the hub does not know the new key yet.
        var token = await Eventually.Get(async () =>
        {
            var now = await Tokens.Get(host.Client, client["client_id"], client["client_secret"]);
            (await Status(host, now)).Should().Be(HttpStatusCode.OK);
            return now;
        }, now => new JsonWebToken(now).Kid == rotated["kid"], "the new key signs", TimeSpan.FromMinutes(2));
        (await Status(host, former)).Should().Be(HttpStatusCode.OK);
        (await Status(host, token)).Should().Be(HttpStatusCode.OK);
        new JsonWebKeySet(await host.Client.GetStringAsync(".well-known/jwks")).Keys.Select(key => key.Kid).Should().BeEquivalentTo(new JsonWebToken(former).Kid, rotated["kid"]);
        new JsonWebToken((await App.Good(await app.Refresh(refresh))).GetProperty("access_token").GetString()).Kid.Should().Be(rotated["kid"]);

        // One that comes in order is shown long before it signs.
        var next = await host.Run("keys", "rotate-signing");
        await Eventually.Get(() => host.Client.GetStringAsync(".well-known/jwks"), keys => keys.Contains(next["kid"], StringComparison.Ordinal), "the next key is published");
        new JsonWebToken(await Tokens.Get(host.Client, client["client_id"], client["client_secret"])).Kid.Should().Be(rotated["kid"]);
    }

    [Fact]
    public void A_key_is_published_before_it_signs_and_stays_until_what_it_signed_has_ended()
    {
        var folder = Directory.CreateTempSubdirectory("singlewindow-keys-");
        try
        {
            var keys = new SigningKeys(new KeyFolder(folder.FullName), clock);
            var first = keys.Now();
            first.Published.Should().ContainSingle().Which.Should().BeSameAs(first.Signing);

            clock.Pass(SigningKeys.Longest);
            var both = keys.Now();
            both.Published.Should().HaveCount(2);
            both.Signing.KeyId.Should().Be(first.Signing.KeyId, "nobody has the other one yet");
            clock.Pass(SigningKeys.Lead - TimeSpan.FromSeconds(1));
            keys.Now().Signing.KeyId.Should().Be(first.Signing.KeyId);

            clock.Pass(TimeSpan.FromSeconds(1));
            var second = keys.Now();
            second.Signing.KeyId.Should().NotBe(first.Signing.KeyId);
            clock.Pass(SigningKeys.Overlap - TimeSpan.FromSeconds(1));
            keys.Now().Published.Should().HaveCount(2, "a refresh token of the former may still be good");
            clock.Pass(TimeSpan.FromSeconds(1));
            keys.Now().Published.Should().ContainSingle().Which.KeyId.Should().Be(second.Signing.KeyId);
            new SigningKeys(new KeyFolder(folder.FullName), clock).Now().Name.Should().Be(keys.Now().Name, "another process finds the same");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_key_of_an_installation_that_had_only_one_goes_the_same_way()
    {
        var folder = Directory.CreateTempSubdirectory("singlewindow-keys-");
        try
        {
            var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.FullName, "keys")).FullName, "identity-signing.pem");
            using (var made = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256)) File.WriteAllText(path, made.ExportPkcs8PrivateKeyPem());
            var keys = new SigningKeys(new KeyFolder(folder.FullName), clock);
            var former = keys.Now();
            former.Published.Should().HaveCount(2, "it is older than ninety days, for all that anybody knows");
            clock.Pass(SigningKeys.Lead);
            keys.Now().Signing.KeyId.Should().NotBe(former.Signing.KeyId);
            clock.Pass(SigningKeys.Overlap);
            keys.Now().Published.Should().ContainSingle();
            File.Exists(path).Should().BeFalse();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void After_a_theft_one_new_key_is_left_and_signs_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("singlewindow-keys-");
        try
        {
            var running = new SigningKeys(new KeyFolder(folder.FullName), clock);
            var stolen = running.Now().Signing.KeyId;
            // That one is to come, and was in the folder too.
            var pending = new SigningKeys(new KeyFolder(folder.FullName), clock).Add(clock.GetUtcNow() + SigningKeys.Lead);
            var (id, from) = new SigningKeys(new KeyFolder(folder.FullName), clock).ReplaceAll();
            from.Should().BeOnOrBefore(clock.GetUtcNow());
            id.Should().NotBe(stolen).And.NotBe(pending);
            running.Now().Name.Should().Be($"{id} {id}", "it signs and is the only one that is published");
            clock.Pass(SigningKeys.Lead);
            running.Now().Signing.KeyId.Should().Be(id);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("no key")]
    [InlineData("")]
    public void A_file_that_holds_no_key_is_left_out_until_it_does(string content)
    {
        var folder = Directory.CreateTempSubdirectory("singlewindow-keys-");
        try
        {
            var keys = new SigningKeys(new KeyFolder(folder.FullName), clock);
            var good = keys.Now();
            var broken = Path.Combine(folder.FullName, "keys", "identity-signing", "20200101T000000Z.pem");
            File.WriteAllText(broken, content);
            keys.Now().Name.Should().Be(good.Name);
            keys.Unreadable.Keys.Should().Equal("identity-signing/20200101T000000Z.pem");
            using (var made = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256)) File.WriteAllText(broken, made.ExportPkcs8PrivateKeyPem());
            keys.Now().Published.Should().HaveCount(2);
            keys.Unreadable.Should().BeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Invented(HostProcess host)
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = host.Gateway.AbsoluteUri,
            Audience = "singlewindow",
            TokenType = "at+jwt",
            SigningCredentials = new(new ECDsaSecurityKey(key) { KeyId = "invented" }, SecurityAlgorithms.EcdsaSha256),
        });
    }

    private static async Task<HttpStatusCode> Status(HostProcess host, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/parties");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await host.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private sealed class Clock : TimeProvider
    {
        // Whole seconds, as the names of files are.
        private DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

        public override DateTimeOffset GetUtcNow() => now;

        public void Pass(TimeSpan time) => now += time;
    }
}
