using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SingleWindow.Core.Reference;

namespace SingleWindow.Load.Ground;

/// <summary>The system of one employer, or of an authority, at the gateway.</summary>
internal sealed class EmployerClient(HttpClient gateway, string token)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly AuthenticationHeaderValue authorization = new("Bearer", token);

    /// <summary>With which it shows who it is.</summary>
    public string Token => token;

    /// <summary>Speaks to a server on at most so many connections; on as many as it takes when none are named.</summary>
    public static HttpClient Http(Uri address, int connections = int.MaxValue) => new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = connections }) { BaseAddress = address };

    /// <summary>Asks for a token, which lives five minutes: longer than any run.</summary>
    public static async Task<EmployerClient> Open(HttpClient gateway, string clientId, string secret) => new(gateway, await AskForToken(gateway, clientId, secret));

    /// <summary>With a token that is there.</summary>
    public static EmployerClient Of(HttpClient server, string token) => new(server, token);

    /// <summary>Registers employers through the API and a client for each through the command line.</summary>
    /// <param name="first">Where their codes begin: another number, other employers.</param>
    public static async Task<IReadOnlyList<EmployerClient>> Register(HostRun host, HttpClient gateway, int count, int first = 0)
    {
        var (id, secret) = await host.CreateClient("operator", "create", "Load");
        var @operator = await Open(gateway, id, secret);
        return await Task.WhenAll(Enumerable.Range(10_000_000 + first, 10_000).Select(code => $"{code}").Where(NationalCodes.IsRegistryCode).Take(count).Select(async code =>
        {
            using var answer = await @operator.Post("api/v1/parties", code, JsonSerializer.SerializeToUtf8Bytes(new { registryCode = code, name = $"Load {code}" }));
            answer.EnsureSuccessStatusCode();
            var party = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
            var client = await host.CreateClient("client", "create", $"Load {code}", "--scope", "employer", "--party", party);
            return await Open(gateway, client.Id, client.Secret);
        }));
    }

    public async Task<HttpResponseMessage> Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = authorization;
        return await gateway.SendAsync(request, HttpCompletionOption.ResponseContentRead);
    }

    public async Task<HttpResponseMessage> Post(string path, string key, byte[] body, string? mediaType = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) { Headers = { ContentType = mediaType is null ? Json : new(mediaType) } } };
        request.Headers.Authorization = authorization;
        request.Headers.Add("Idempotency-Key", key);
        // To the end of the body: an answer counts when it is all there.
        return await gateway.SendAsync(request, HttpCompletionOption.ResponseContentRead);
    }

    private static async Task<string> AskForToken(HttpClient gateway, string clientId, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "connect/token") { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{secret}")));
        using var answer = await gateway.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
