using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Tokens that say by themselves how they are to be believed (RFC 8725). That a bad one opens no door at all is shown by <see cref="AccessTests"/> and <see cref="MatrixTests"/>.</summary>
[Collection(SharedHub.Name)]
public sealed class ForgedTokenTests(HubFixture hub) : IAsyncLifetime
{
    private Issuer forger = null!;

    public async Task InitializeAsync() => forger = await Issuer.Start();

    public async Task DisposeAsync() => await forger.DisposeAsync();

    [Theory]
    [InlineData("""{"kid":"1"}""")]
    [InlineData("""{"kid":"2"}""")]
    [InlineData("""{"kid":""}""")]
    [InlineData("""{"kid":"../../../../dev/null"}""")]
    [InlineData("""{"kid":"1' UNION SELECT 'key"}""")]
    [InlineData("""{"kid":["1"]}""")]
    [InlineData("""{"kid":"1","jku":"FORGER/jwks"}""")]
    [InlineData("""{"jku":"FORGER/jwks"}""")]
    [InlineData("""{"x5u":"FORGER/jwks"}""")]
    [InlineData("""{"jwk":KEY}""")]
    [InlineData("""{"kid":"1","jwk":KEY}""")]
    [InlineData("""{"x5c":["MIIB"]}""")]
    [InlineData("""{"crit":["exp"]}""")]
    [InlineData("""{"b64":false,"crit":["b64"]}""")]
    [InlineData("""{"zip":"DEF"}""")]
    public async Task What_a_token_says_of_its_own_key_is_not_believed(string head)
    {
        var extra = head.Replace("FORGER", forger.Url, StringComparison.Ordinal).Replace("KEY", forger.PublicKeyJson, StringComparison.Ordinal);
        await Refused(forger.Sign($$"""{"alg":"ES256","typ":"at+jwt",{{extra[1..]}}""", Payload()));
        forger.Visits.Should().Be(0, "nobody asks where a token says that its key is");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("")]
    [InlineData("ES384")]
    [InlineData("RS256")]
    [InlineData("HS256")]
    public async Task An_algorithm_of_the_tokens_choice_is_none(string algorithm)
    {
        var head = Base64UrlEncoder.Encode($$"""{"alg":"{{algorithm}}","typ":"at+jwt","kid":"1"}""");
        var text = $"{head}.{Base64UrlEncoder.Encode(Payload())}";
        // The public key, which everybody has, taken for a shared secret.
        foreach (var key in (byte[][])[Encoding.UTF8.GetBytes(hub.Issuer.PublicKeyJson), [], new byte[32]])
            await Refused($"{text}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)))}");
        await Refused($"{text}.");
        await Refused(text);
    }

    [Fact]
    public async Task A_good_signature_of_another_shape_is_none()
    {
        var good = hub.Issuer.Sign("""{"alg":"ES256","typ":"at+jwt","kid":"1"}""", Payload());
        (await hub.WithToken(good).Get("/api/v1/parties")).Is(200);
        var parts = good.Split('.');
        var signature = Base64UrlEncoder.DecodeBytes(parts[2]);
        // Zeros, which satisfied a well-known library (CVE-2022-21449), the halves exchanged, and what is left when one is cut off.
        foreach (var other in (byte[][])[new byte[64], [.. signature[32..], .. signature[..32]], signature[..32], [.. signature, 0]]) await Refused($"{parts[0]}.{parts[1]}.{Base64UrlEncoder.Encode(other)}");
        await Refused($"{good}.{parts[2]}");
        await Refused($"{good}..");
        await Refused($"{parts[0]}.{parts[1]}.{parts[2]}.{parts[2]}.{parts[2]}");
        await Refused(hub.Issuer.Sign("""{"alg":"ES256","typ":"JWT","kid":"1"}""", Payload()));
        await Refused(hub.Issuer.Sign("""{"alg":"ES256","kid":"1"}""", Payload()));
        await Refused(hub.Issuer.Sign("""{"alg":"ES256","typ":"logout+jwt","kid":"1"}""", Payload()));
    }

    private string Payload() => $$"""
        {"iss":"{{hub.Issuer.Url}}","aud":"singlewindow","exp":{{TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds()}},"scope":"operator","sub":"c","client_id":"c","sw_party":"HUB"}
        """;

    private async Task Refused(string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/parties");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await hub.Http.SendAsync(request);
        (await Answer.Of(response)).IsProblem(401, "API-00011");
    }
}
