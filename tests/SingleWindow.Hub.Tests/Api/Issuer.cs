using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>An external OpenID Connect issuer that signs whatever a test asks for, in the shape of our own access tokens.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    private static readonly JsonWebTokenHandler Writer = new() { SetDefaultTimesOnTokenCreation = false };
    private ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private int keys = 1;
    private readonly WebApplication server;
    private int visits;

    private Issuer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.Use((http, next) =>
        {
            Interlocked.Increment(ref visits);
            return next(http);
        });
        server.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Url, jwks_uri = Url + "/jwks" }));
        server.MapGet("/jwks", () => Results.Json(new { keys = new[] { PublicKey() } }));
    }

    /// <summary>How often somebody asked this issuer for anything.</summary>
    public int Visits => visits;

    /// <summary>What everybody may know of its key.</summary>
    public string PublicKeyJson => JsonSerializer.Serialize(PublicKey());

    public string Url => server.Urls.First();

    public static async Task<Issuer> Start()
    {
        var issuer = new Issuer();
        await issuer.server.StartAsync();
        return issuer;
    }

    /// <summary>Signs with another key from now on, and publishes the former no more.</summary>
    public void ReplaceKey()
    {
        key.Dispose();
        (key, keys) = (ECDsa.Create(ECCurve.NamedCurves.nistP256), keys + 1);
    }

    /// <summary>A token of a client. Whatever <paramref name="change"/> does to it makes it another, perhaps a bad one.</summary>
    public string Mint(string scope, string client, string? party = null, string? unit = null, string[]? purposes = null, Action<SecurityTokenDescriptor>? change = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            Issuer = Url,
            Audience = "singlewindow",
            IssuedAt = now,
            Expires = now.AddHours(1),
            TokenType = "at+jwt",
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = $"{keys}" }, SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object> { ["scope"] = scope, ["sub"] = client, ["client_id"] = client, ["sw_purposes"] = purposes ?? [] },
        };
        if (party is not null) token.Claims["sw_party"] = party;
        if (unit is not null) token.Claims["sw_unit"] = unit;
        change?.Invoke(token);
        return Writer.CreateToken(token);
    }

    /// <summary>Signs whatever it is, byte for byte.</summary>
    public string Sign(string head, string payload)
    {
        var text = $"{Base64UrlEncoder.Encode(head)}.{Base64UrlEncoder.Encode(payload)}";
        return $"{text}.{Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        key.Dispose();
    }

    private object PublicKey()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = $"{keys}", x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) };
    }
}
