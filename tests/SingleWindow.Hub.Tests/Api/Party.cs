using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Somebody who calls the API with a token.</summary>
internal sealed class Party(HubFixture hub, string? token, string id, string? principal = null, string? unit = null)
{
    private static int keys;

    public string Id => id;

    public string? Token => token;

    /// <summary>True when both are one party, in one unit: they have the same rights.</summary>
    public bool IsSame(Party other) => id.Length > 0 && id == other.Id && unit == other.Unit;

    public string? Unit => unit;

    /// <summary>For whom he acts; null: for himself.</summary>
    public string? Principal => principal;

    /// <summary>The same, acting for another.</summary>
    public Party For(string other) => new(hub, token, id, other);

    public static string NewKey() => Interlocked.Increment(ref keys).ToString(CultureInfo.InvariantCulture);

    public Task<Answer> Get(string path) => Send(new(HttpMethod.Get, path));

    public Task<Answer> Patch(string path, JsonNode body) => Post(path, Encoding.UTF8.GetBytes(body.ToJsonString()), NewKey(), method: HttpMethod.Patch);

    public Task<Answer> Delete(string path) => Send(new(HttpMethod.Delete, path));

    /// <summary>Posts JSON under a new key, unless one is given.</summary>
    public Task<Answer> Post(string path, JsonNode? body = null, string? key = null) => Post(path, Encoding.UTF8.GetBytes(body?.ToJsonString() ?? "{}"), key ?? NewKey());

    /// <summary>Posts bytes as they are, or patches with them.</summary>
    public Task<Answer> Post(string path, byte[] body, string? key, string? contentType = "application/json", HttpMethod? method = null)
    {
        var request = Request(method ?? HttpMethod.Post, path, body, contentType);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return Send(request);
    }

    public Task<Answer> Put(string path, JsonNode? body, string? etag) => Put(path, Encoding.UTF8.GetBytes(body?.ToJsonString() ?? "null"), etag);

    public Task<Answer> Put(string path, byte[] body, string? etag, string? contentType = "application/json")
    {
        var request = Request(HttpMethod.Put, path, body, contentType);
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-Match", etag);
        return Send(request);
    }

    /// <summary>Uploads a file to an application.</summary>
    public Task<Answer> Upload(string app, byte[] file, string type = "other", string? mediaType = "application/pdf", string? key = null, string? name = null)
    {
        var request = Request(HttpMethod.Post, $"/api/v1/applications/{app}/documents?type={type}", file, mediaType);
        request.Headers.Add("Idempotency-Key", key ?? NewKey());
        if (name is not null) request.Content!.Headers.TryAddWithoutValidation("Content-Disposition", name);
        return Send(request);
    }

    public Task<Answer> Send(HttpRequestMessage request)
    {
        if (principal is not null) request.Headers.Add("SW-On-Behalf-Of", principal);
        return hub.Send(request, token);
    }

    /// <summary>Every row of a list, page by page.</summary>
    public async Task<IReadOnlyList<JsonNode>> All(string path, int limit = 200)
    {
        var rows = new List<JsonNode>();
        for (string? after = null; ;)
        {
            var page = (await Get($"{path}{(path.Contains('?') ? '&' : '?')}limit={limit}{(after is null ? "" : "&after=" + after)}")).Is(200).Json;
            rows.AddRange(page["items"]!.AsArray().Select(row => row!.DeepClone()));
            if ((after = page["next"]?.ToString()) is null) return rows;
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, byte[] body, string? contentType)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return new(method, path) { Content = content };
    }
}
