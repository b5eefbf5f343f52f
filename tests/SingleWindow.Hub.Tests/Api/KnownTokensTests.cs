using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Tests.Api;

public sealed class KnownTokensTests : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly KnownTokens tokens = new();

    public void Dispose()
    {
        key.Dispose();
        tokens.Dispose();
    }

    [Fact]
    public async Task A_token_that_was_good_is_not_verified_again_for_a_while()
    {
        var token = Token(expiresIn: TimeSpan.FromMinutes(5));
        (await tokens.ValidateTokenAsync(token, Rules())).IsValid.Should().BeTrue();

        var again = await tokens.ValidateTokenAsync(token, new());

        again.IsValid.Should().BeTrue();
        again.ClaimsIdentity.FindFirst("client_id")!.Value.Should().Be("c-1");
    }

    [Fact]
    public async Task A_token_that_was_refused_is_verified_anew_and_so_is_every_other_text()
    {
        var token = Token(expiresIn: TimeSpan.FromMinutes(5));
        (await tokens.ValidateTokenAsync(token, new())).IsValid.Should().BeFalse();
        (await tokens.ValidateTokenAsync(token, Rules())).IsValid.Should().BeTrue();

        (await tokens.ValidateTokenAsync(token[..^4] + "AAAA", Rules())).IsValid.Should().BeFalse();
    }

    [Fact]
    public async Task A_token_that_has_expired_but_for_the_skew_is_not_remembered()
    {
        var token = Token(expiresIn: TimeSpan.FromSeconds(-5));
        (await tokens.ValidateTokenAsync(token, Rules())).IsValid.Should().BeTrue();

        (await tokens.ValidateTokenAsync(token, new())).IsValid.Should().BeFalse();
    }

    private string Token(TimeSpan expiresIn) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "issuer",
        Audience = "audience",
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime + expiresIn,
        Claims = new Dictionary<string, object> { ["client_id"] = "c-1" },
        SigningCredentials = new(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256),
    });

    private TokenValidationParameters Rules() =>
        new() { ValidIssuer = "issuer", ValidAudience = "audience", IssuerSigningKey = new ECDsaSecurityKey(key), ClockSkew = TimeSpan.FromSeconds(30) };
}
