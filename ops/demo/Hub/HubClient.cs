using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SingleWindow.Demo.Hub;

/// <summary>One party's connection to the hub: JSON over HTTP with the party's own token, as any system outside would have it.</summary>
internal sealed class HubClient(HttpClient http, string clientId, string secret)
{
    private readonly Tokens tokens = new(http, clientId, secret);

    public Task<HubAnswer> Get(string path, CancellationToken ct) => Send(HttpMethod.Get, path, null, null, ct);

    /// <summary>Does something once, however often it is sent under this key.</summary>
    public Task<HubAnswer> Post(string path, object body, string key, CancellationToken ct) => Send(HttpMethod.Post, path, body, key, ct);

    /// <summary>Sets something, whatever it was before.</summary>
    public Task<HubAnswer> Put(string path, object body, CancellationToken ct) => Send(HttpMethod.Put, path, body, null, ct);

    /// <summary>All rows of a list, page by page.</summary>
    public async IAsyncEnumerable<T> List<T>(string path, [EnumeratorCancellation] CancellationToken ct)
    {
        var separator = path.Contains('?') ? '&' : '?';
        for (string? after = ""; after is not null;)
        {
            var page = (await Get($"{path}{separator}limit=100{(after.Length > 0 ? $"&after={after}" : "")}", ct)).Must<Page<T>>(HttpStatusCode.OK);
            foreach (var row in page.Items) yield return row;
            after = page.Next;
        }
    }

    private async Task<HubAnswer> Send(HttpMethod method, string path, object? body, string? key, CancellationToken ct)
    {
        var token = await tokens.Get(ct);
        using var answer = await Retries.Send(http, Request, ct);
        return new HubAnswer($"{method} {Shape(path)}", answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));

        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(method, $"api/v1/{path}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            if (method == HttpMethod.Put) request.Headers.TryAddWithoutValidation("If-Match", "*");
            if (key is not null) request.Headers.Add("Idempotency-Key", key);
            if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: Wire.Json);
            return request;
        }
    }

    private static string Shape(string path) => path.Split('?')[0];
}

internal static class Wire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
}

/// <summary>What the hub answered.</summary>
internal sealed record HubAnswer(string Request, HttpStatusCode Status, string Text)
{
    /// <summary>The stable code of a problem, or null.</summary>
    public string? Code => (int)Status >= 400 && Text.Length > 0 ? JsonSerializer.Deserialize<Problem>(Text, Wire.Json)?.Code : null;

    /// <summary>The body, when the status is the one expected.</summary>
    /// <exception cref="UnexpectedAnswerException">It is another one.</exception>
    public T Must<T>(HttpStatusCode expected) =>
        Status == expected ? JsonSerializer.Deserialize<T>(Text, Wire.Json)! : throw new UnexpectedAnswerException($"{Request} answered {(int)Status} {Code}, not {(int)expected}");
}

/// <summary>The hub answered otherwise than the caller can go on with. The message names the request and the code, never a body.</summary>
internal sealed class UnexpectedAnswerException(string message) : Exception(message);
