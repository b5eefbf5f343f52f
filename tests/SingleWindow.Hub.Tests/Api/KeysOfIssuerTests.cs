using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>What the hub does when keys of the issuer change while it runs, and when somebody only says so.</summary>
public sealed class KeysOfIssuerTests : IAsyncLifetime
{
    private readonly KnownTokens tokens = new();
    private Issuer issuer = null!;
    private IssuerDocuments documents = null!;
    private TokenValidationParameters rules = null!;

    public async Task InitializeAsync()
    {
        issuer = await Issuer.Start();
        documents = new IssuerDocuments(issuer.Url, internalUrl: null);
        rules = new() { ValidIssuer = issuer.Url, ValidAudience = "singlewindow", ValidTypes = ["at+jwt"], ConfigurationManager = TokenValidation.KeysOf(issuer.Url, documents) };
    }

    public async Task DisposeAsync()
    {
        tokens.Dispose();
        documents.Dispose();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_is_believed_no_more_as_soon_as_a_token_of_the_new_one_has_come()
    {
        var (used, kept) = (issuer.Mint("operator", "c-1"), issuer.Mint("operator", "c-2"));
        (await IsGood(used)).Should().BeTrue();
        issuer.ReplaceKey();
        (await IsGood(issuer.Mint("operator", "c-3"))).Should().BeTrue("the new key is asked for");
        (await IsGood(kept)).Should().BeFalse("whoever stole the former key is refused without a new start of the hub");
    }

    [Fact]
    public async Task Names_of_keys_that_nobody_has_hold_nobody()
    {
        (await IsGood(issuer.Mint("operator", "c-1"))).Should().BeTrue();
        var (asked, started) = (issuer.Visits, Stopwatch.GetTimestamp());
        (await Task.WhenAll(Enumerable.Range(0, 3 * KeysOfIssuer.Most).Select(_ => Task.Run(() => IsGood(Invented()))))).Should().OnlyContain(good => !good);
        Stopwatch.GetElapsedTime(started).Should().BeLessThan(KeysOfIssuer.Patience);
        issuer.Visits.Should().BeLessThanOrEqualTo(asked + 2, "its description and its keys are asked for once");
    }

    private string Invented()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return issuer.Mint("operator", "c-1", change: token => token.SigningCredentials = new(new ECDsaSecurityKey(key) { KeyId = Guid.CreateVersion7().ToString("N") }, SecurityAlgorithms.EcdsaSha256));
    }

    private async Task<bool> IsGood(string token) => (await tokens.ValidateTokenAsync(token, rules)).IsValid;
}
