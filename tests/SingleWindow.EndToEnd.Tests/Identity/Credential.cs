using System.Diagnostics;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>The token of a client that speaks for longer than a token lasts.</summary>
internal sealed class Credential
{
    // Tokens last for five minutes.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(3);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly HttpClient issuer;
    private readonly Finished client;
    private long since;

    private Credential(HttpClient issuer, Finished client) => (this.issuer, this.client) = (issuer, client);

    /// <summary>Good for some minutes.</summary>
    public string Token { get; private set; } = "";

    /// <summary>For a client that the program has just made.</summary>
    public static async Task<Credential> Of(HttpClient issuer, Finished client)
    {
        var credential = new Credential(issuer, client);
        await credential.Get();
        return credential;
    }

    /// <summary>Gets another token, if this one is no longer fresh.</summary>
    public async ValueTask Renew()
    {
        if (Stopwatch.GetElapsedTime(Volatile.Read(ref since)) < Fresh) return;
        await gate.WaitAsync();
        try
        {
            if (Stopwatch.GetElapsedTime(since) >= Fresh) await Get();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task Get()
    {
        Token = await Tokens.Get(issuer, client["client_id"], client["client_secret"]);
        Volatile.Write(ref since, Stopwatch.GetTimestamp());
    }
}
