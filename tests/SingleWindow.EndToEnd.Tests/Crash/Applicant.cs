using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.EndToEnd.Tests.Identity;

namespace SingleWindow.EndToEnd.Tests.Crash;

/// <summary>The system of one employer, speaking to the gateway. Its token outlives a restart of the process, as the issuer's key does.</summary>
internal sealed class Applicant(HttpClient gateway, Credential credential)
{
    private const string Applications = "api/v1/applications";

    /// <summary>An operator, an employer that the operator registers, and a client of that employer.</summary>
    public static async Task<Applicant> Register(HostProcess host, string registryCode)
    {
        var made = await host.Run("operator", "create", "First operator");
        var @operator = new Applicant(host.Client, await Credential.Of(host.Client, made));
        var party = await @operator.Post("api/v1/parties", "party", $$"""{"registryCode":"{{registryCode}}","name":"Made-up Ltd"}""");
        party.Status.Should().Be(201, party.Body);
        var client = await host.Run("client", "create", "Payroll", "--scope", "employer", "--party", party.Json.GetProperty("id").GetString()!);
        return new(host.Client, await Credential.Of(host.Client, client));
    }

    /// <summary>The same system, speaking to another server.</summary>
    public Applicant At(HttpClient server) => new(server, credential);

    public Task<Answer> Draft(Filing filing) => Post(Applications, $"draft-{filing.Reference}", filing.Draft);

    public Task<Answer> Submit(Filing filing) => Post($"{Applications}/{filing.Id}/submit", $"submit-{filing.Reference}", "{}");

    public Task<Answer> Withdraw(Filing filing) => Post($"{Applications}/{filing.Id}/withdraw", $"withdraw-{filing.Reference}", "{}");

    public Task<Answer> Read(Filing filing) => Send(new(HttpMethod.Get, $"{Applications}/{filing.Id}"));

    /// <summary>Sends a batch of applications.</summary>
    public Task<Answer> SendBatch(HttpContent lines, string key = "batch")
    {
        lines.Headers.ContentType = new("application/x-ndjson");
        return Send(new(HttpMethod.Post, "api/v1/batches?scheme=ee-short-term-employment") { Headers = { { "Idempotency-Key", key } }, Content = lines });
    }

    public Task<Answer> Batch(string id) => Send(new(HttpMethod.Get, $"api/v1/batches/{id}"));

    /// <summary>Ids and statuses of all applications in the list, page by page.</summary>
    public async Task<List<(string Id, string Status)>> List() =>
        (await All($"{Applications}?limit=50")).ConvertAll(item => (item.GetProperty("id").GetString()!, item.GetProperty("status").GetString()!));

    /// <summary>Every row of a list, page by page.</summary>
    public async Task<List<JsonElement>> All(string list)
    {
        var rows = new List<JsonElement>();
        var after = "";
        do
        {
            var page = await Send(new(HttpMethod.Get, list + after));
            page.Status.Should().Be(200, page.Body);
            rows.AddRange(page.Json.GetProperty("items").EnumerateArray());
            after = page.Json.TryGetProperty("next", out var next) && next.GetString() is { } cursor ? $"&after={cursor}" : "";
        }
        while (after.Length > 0);
        return rows;
    }

    /// <summary>The request with the token of this system.</summary>
    public HttpRequestMessage Signed(HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential.Token);
        return request;
    }

    private Task<Answer> Post(string path, string key, string body) =>
        Send(new(HttpMethod.Post, path) { Headers = { { "Idempotency-Key", key } }, Content = new StringContent(body, Encoding.UTF8, "application/json") });

    private async Task<Answer> Send(HttpRequestMessage request)
    {
        using (request)
        {
            await credential.Renew();
            using var answer = await gateway.SendAsync(Signed(request));
            return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.ETag?.Tag, answer.Headers.Location?.ToString());
        }
    }
}
