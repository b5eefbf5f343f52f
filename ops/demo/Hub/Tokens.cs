using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace SingleWindow.Demo.Hub;

/// <summary>Access tokens of one client, renewed half a minute before they end.</summary>
internal sealed class Tokens(HttpClient http, string clientId, string secret)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private Token? current;

    public async Task<string> Get(CancellationToken ct)
    {
        // Two callers at once fetch two tokens; both are good.
        var token = current is { IsFresh: true } known ? known : current = await Renew(ct);
        return token.Text;
    }

    private async Task<Token> Renew(CancellationToken ct)
    {
        using var answer = await Retries.Send(http, Request, ct);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        return new(body.GetProperty("access_token").GetString()!, Stopwatch.GetTimestamp(), TimeSpan.FromSeconds(body.GetProperty("expires_in").GetInt32()));
    }

    private HttpRequestMessage Request() => new(HttpMethod.Post, "connect/token")
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}"))) },
        Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
    };

    private sealed record Token(string Text, long Since, TimeSpan Lifetime)
    {
        public bool IsFresh => Stopwatch.GetElapsedTime(Since) < Lifetime - Margin;
    }
}
