using System.Diagnostics;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace SingleWindow.Hub.Http;

/// <summary>
/// Gets the keys of the issuer again when a token names one that is not known here. The framework does so too, but in the background, and refuses the token meanwhile. Anybody may invent names: they lead there twice a minute at most,
/// hold their request only until the issuer has answered, and hold a few requests only; the rest are refused at once.
/// </summary>
internal sealed class KeysOfIssuer : IDisposable
{
    /// <summary>For how long it is not asked again: a key that is published longer than that before it signs is known here when it does.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>How long an issuer that does not answer is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How many requests may wait for its answer.</summary>
    public const int Most = 64;

    private readonly SemaphoreSlim turn = new(1, 1);
    private int waiting;
    private long asked;

    /// <returns>True when the key of the token is known now.</returns>
    public async Task<bool> Renew(string token, BaseConfigurationManager? issuer)
    {
        if (issuer is null || new JsonWebToken(token).Kid is not { Length: > 0 } kid) return false;
        try
        {
            if (Interlocked.Increment(ref waiting) > Most) return false;
            await turn.WaitAsync();
            try
            {
                return await Ask(kid, issuer);
            }
            finally
            {
                turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<bool> Ask(string kid, BaseConfigurationManager issuer)
    {
        var before = await Now();
        if (Has(before, kid)) return true;
        if (asked != 0 && Stopwatch.GetElapsedTime(asked) < Pause) return false;
        var started = asked = Stopwatch.GetTimestamp();
        issuer.RequestRefresh();
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            // A newer answer without the key is an answer.
            if (await Now() is var now && !ReferenceEquals(now, before)) return Has(now, kid);
            await Task.Delay(20);
        }
        return false;

        Task<BaseConfiguration> Now() => issuer.GetBaseConfigurationAsync(CancellationToken.None);
    }

    private static bool Has(BaseConfiguration configuration, string kid) => configuration is OpenIdConnectConfiguration { SigningKeys: var keys } && keys.Any(key => key.KeyId == kid);
}
