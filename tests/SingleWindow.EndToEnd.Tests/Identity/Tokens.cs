using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>Asks for tokens as a client would.</summary>
internal static class Tokens
{
    public static async Task<HttpResponseMessage> Ask(HttpClient gateway, string clientId, string secret, string? scope = null)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (scope is not null) form["scope"] = scope;
        using var request = new HttpRequestMessage(HttpMethod.Post, "connect/token") { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}")));
        return await gateway.SendAsync(request);
    }

    public static async Task<string> Get(HttpClient gateway, string clientId, string secret, string? scope = null)
    {
        using var answer = await Ask(gateway, clientId, secret, scope);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
