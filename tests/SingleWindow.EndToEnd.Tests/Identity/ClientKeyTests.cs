using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>A client that proves itself with a key of its own (RFC 7523).</summary>
[Collection(RunningHostGroup.Name)]
public sealed class ClientKeyTests(RunningHost running) : IDisposable
{
    private readonly HostProcess host = running.Host;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public async Task A_signed_assertion_gets_a_token_once()
    {
        var client = await Register();
        var assertion = Assertion(client);
        new JsonWebToken((await App.Good(await Ask(client, assertion))).GetProperty("access_token").GetString()).GetPayloadValue<string>("sw_party").Should().Be("emp_1");
        await App.Refused(await Ask(client, assertion), "invalid_client");
        await App.Good(await Ask(client, Assertion(client)));
    }

    [Fact]
    public async Task An_assertion_that_is_not_quite_right_is_refused()
    {
        var client = await Register();
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var shared = new SymmetricSecurityKey(key.ExportSubjectPublicKeyInfo());
        await Refused(Assertion(client, credentials: new SigningCredentials(new ECDsaSecurityKey(foreign), SecurityAlgorithms.EcdsaSha256)), "somebody else's key");
        await Refused(Assertion(client, credentials: new SigningCredentials(shared, SecurityAlgorithms.HmacSha256)), "the public key as a shared secret");
        await Refused(Assertion(client, unsigned: true), "no signature");
        await Refused(Assertion(client, lasts: TimeSpan.FromMinutes(-10)), "expired");
        await Refused(Assertion(client, lasts: TimeSpan.FromHours(1)), "good for too long");
        await Refused(Assertion(client, audience: "https://evil.example/"), "for another issuer");
        await Refused(Assertion("cli_somebody"), "of another client");
        await Refused(Assertion(client, id: null), "without jti");
        await App.Good(await Ask(client, Assertion(client)));

        async Task Refused(string assertion, string why)
        {
            using var answer = await Ask(client, assertion);
            ((int)answer.StatusCode).Should().BeOneOf([400, 401], why);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString().Should().BeOneOf("invalid_client", "invalid_request", "invalid_grant", "invalid_token");
        }
    }

    [Fact]
    public async Task A_client_with_keys_has_no_secret()
    {
        var client = await Register();
        await App.Refused(await Tokens.Ask(host.Client, client, "secret"), "invalid_client");
    }

    [Fact]
    public async Task A_client_of_old_whose_keys_have_a_certificate_beside_them_signs_in_as_ever()
    {
        var client = await Register();
        using var certificate = TlsHost.Make("member.test");
        // As registrations wrote it before there were clients with certificates.
        await using (var store = new SqliteConnection($"Data Source={host.DataPath}/identity.db;Pooling=False"))
        {
            await store.OpenAsync();
            await using var add = new SqliteCommand("UPDATE OpenIddictApplications SET JsonWebKeySet = json_set(JsonWebKeySet, '$.keys[0].x5c', json_array($certificate)) WHERE ClientId = $client", store);
            add.Parameters.AddWithValue("$certificate", Convert.ToBase64String(certificate.RawData));
            add.Parameters.AddWithValue("$client", client);
            (await add.ExecuteNonQueryAsync()).Should().Be(1);
        }
        await App.Good(await Ask(client, Assertion(client)));
    }

    [Fact]
    public async Task A_client_gets_another_secret_or_keys_and_what_it_had_ends_and_then_it_goes()
    {
        var made = await host.Run("client", "create", "Firm", "--scope", "employer", "--party", "emp_1");
        var client = made["client_id"];
        var second = await host.Run("client", "secret", client);
        second.ExitCode.Should().Be(0, second.Errors);
        await App.Refused(await Tokens.Ask(host.Client, client, made["client_secret"]), "invalid_client");
        host.Output.Should().Contain($"Client {client} was refused");
        await App.Good(await Tokens.Ask(host.Client, client, second["client_secret"]));

        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Jwks(key.ExportParameters(false)));
        (await host.Run("client", "keys", client, "--jwks", file)).ExitCode.Should().Be(0);
        await App.Good(await Ask(client, Assertion(client)));
        await App.Refused(await Tokens.Ask(host.Client, client, second["client_secret"]), "invalid_client");
        (await host.Run("client", "keys", client)).ExitCode.Should().Be(2);

        (await host.Run("client", "remove", client)).ExitCode.Should().Be(0);
        await App.Refused(await Ask(client, Assertion(client)), "invalid_client");
        foreach (var command in new[] { "secret", "remove" }) (await host.Run("client", command, client)).ExitCode.Should().Be(2);
        var app = await host.Run("app", "create", "Portal", "--redirect", App.Redirect);
        (await host.Run("client", "secret", app["client_id"])).ExitCode.Should().Be(2, "an app has none");
    }

    [Fact]
    public async Task Private_and_weak_keys_are_not_registered()
    {
        using var weak = RSA.Create(1024);
        foreach (var keys in new[] { Jwks(key.ExportParameters(true)), JsonSerializer.Serialize(new { keys = new[] { JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(weak.ExportParameters(false))) } }), "{\"keys\":[]}", "no json" })
            (await Register(keys)).ExitCode.Should().Be(2, keys);
    }

    public void Dispose() => key.Dispose();

    private static string Jwks(ECParameters parameters)
    {
        var members = new Dictionary<string, string> { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(parameters.Q.X), ["y"] = Base64UrlEncoder.Encode(parameters.Q.Y) };
        if (parameters.D is { } secret) members["d"] = Base64UrlEncoder.Encode(secret);
        return JsonSerializer.Serialize(new { keys = new[] { members } });
    }

    private async Task<string> Register()
    {
        var made = await Register(Jwks(key.ExportParameters(false)));
        made.ExitCode.Should().Be(0, made.Errors);
        made.Output.Should().NotContain("secret");
        return made["client_id"];
    }

    private async Task<Finished> Register(string keys)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, keys);
        return await host.Run("client", "create", "Firm", "--scope", "employer", "--party", "emp_1", "--jwks", file);
    }

    private string Assertion(string client, string? audience = null, TimeSpan? lasts = null, SigningCredentials? credentials = null, string? id = "", bool unsigned = false)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { ["sub"] = client };
        if (id is not null) claims["jti"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var until = now + (lasts ?? TimeSpan.FromMinutes(1));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = client,
            Audience = audience ?? host.Gateway.AbsoluteUri,
            IssuedAt = until < now ? until.AddMinutes(-1) : now,
            Expires = until,
            Claims = claims,
            TokenType = "client-authentication+jwt",
            SigningCredentials = unsigned ? null : credentials ?? new SigningCredentials(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256),
        });
    }

    private Task<HttpResponseMessage> Ask(string client, string assertion) => host.Client.PostAsync("connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = client,
        ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ["client_assertion"] = assertion,
    }));
}
