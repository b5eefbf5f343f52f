using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SingleWindow.Hub.Http;

/// <summary>
/// Verifies tokens, and remembers for a minute at most which ones were good: a client sends the same token with each request, and a signature costs more to verify than most answers cost to make.
/// A signing key that the issuer has withdrawn may so be believed a minute longer; no token is believed after it has expired.
/// </summary>
internal sealed class KnownTokens : JsonWebTokenHandler, IDisposable
{
    private const int Most = 4096;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly KeysOfIssuer keys = new();
    private readonly MemoryCache known = new(new MemoryCacheOptions { SizeLimit = Most });

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (known.TryGetValue(token, out TokenValidationResult? before)) return before!;
        var result = await base.ValidateTokenAsync(token, validationParameters);
        // The issuer has begun to sign with another key: nobody waits for the hour to be over, or is refused meanwhile.
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && await keys.Renew(token, validationParameters.ConfigurationManager)) result = await base.ValidateTokenAsync(token, validationParameters);
        if (!result.IsValid) return result;
        // What must be understood is not, whatever it is (RFC 7515, 4.1.11): the library lets it pass.
        if (((JsonWebToken)result.SecurityToken).TryGetHeaderValue<object>("crit", out _)) return new() { IsValid = false, Exception = new SecurityTokenException("crit") };
        var (now, expires) = (TimeProvider.System.GetUtcNow(), new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero));
        if (expires > now) known.Set(token, result, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = expires < now + Longest ? expires : now + Longest });
        return result;
    }

    public void Dispose()
    {
        known.Dispose();
        keys.Dispose();
    }
}
