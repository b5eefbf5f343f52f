using System.Diagnostics;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace SingleWindow.Hub.Http;

/// <summary>Gets the keys of the issuer again when a token names one that is not known here. The framework does so too, but in the background, and refuses the token meanwhile. Invented names lead there twice a minute at most.</summary>
internal sealed class KeysOfIssuer : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim turn = new(1, 1);
    private long asked;

    /// <returns>True when the key of the token is known now.</returns>
    public async Task<bool> Renew(string token, BaseConfigurationManager? issuer)
    {
        if (issuer is null || new JsonWebToken(token).Kid is not { Length: > 0 } kid) return false;
        await turn.WaitAsync();
        try
        {
            if (await IsKnown()) return true;
            if (asked != 0 && Stopwatch.GetElapsedTime(asked) < Pause) return false;
            var started = asked = Stopwatch.GetTimestamp();
            issuer.RequestRefresh();
            while (Stopwatch.GetElapsedTime(started) < Patience)
            {
                if (await IsKnown()) return true;
                await Task.Delay(20);
            }
            return false;
        }
        finally
        {
            turn.Release();
        }

        async Task<bool> IsKnown() => await issuer.GetBaseConfigurationAsync(CancellationToken.None) is OpenIdConnectConfiguration { SigningKeys: var keys } && keys.Any(key => key.KeyId == kid);
    }

    public void Dispose() => turn.Dispose();
}
