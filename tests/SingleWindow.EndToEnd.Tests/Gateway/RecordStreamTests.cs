using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.EndToEnd.Tests.Identity;

namespace SingleWindow.EndToEnd.Tests.Gateway;

/// <summary>A stream of records through the door: it alone, beside documents, may be larger than a megabyte.</summary>
public sealed class RecordStreamTests : IAsyncLifetime
{
    private const string Path = "api/v1/records/tax-standing";

    // Each is as long as a row may be.
    private static readonly string Body = string.Join('\n', Enumerable.Range(1, 60).Select(day => $"{{\"registryCode\":\"70000349\",\"asOf\":\"{new DateOnly(2026, 1, 1).AddDays(day):yyyy-MM-dd}\",\"arrearsEur\":0}}".PadRight(64 * 1024)));

    private readonly HostProcess host = new();
    private string token = "";

    public async Task InitializeAsync()
    {
        await host.Start();
        var client = await host.Run("client", "create", "Tax", "--scope", "authority", "--party", "TAX", "--unit", "audit", "--purposes", "P01");
        token = await Tokens.Get(host.Client, client["client_id"], client["client_secret"]);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Four_megabytes_of_rows_go_in_and_each_is_answered()
    {
        foreach (var (announced, status) in new[] { (true, "created"), (false, "unchanged") })
        {
            using var answer = await Send(Path, "application/x-ndjson", announced);
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
            answer.Content.Headers.ContentType!.MediaType.Should().Be("application/x-ndjson");
            var rows = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray();
            rows.Select(row => row.GetProperty("row").GetInt32()).Should().Equal(Enumerable.Range(1, 60));
            rows.Should().OnlyContain(row => row.GetProperty("status").GetString() == status);
        }
        (await RawHttp.Status(host.Gateway, $"POST /{Path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nContent-Length: 268435457\r\n\r\n")).Should().Be(413);
    }

    [Theory]
    [InlineData(Path, "application/json")]
    [InlineData(Path + "/query", "application/x-ndjson")]
    public async Task Beside_it_the_limit_is_a_megabyte(string path, string mediaType)
    {
        using var answer = await Send(path, mediaType, announced: true);
        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    private async Task<HttpResponseMessage> Send(string path, string mediaType, bool announced)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", $"{announced}");
        request.Headers.TransferEncodingChunked = !announced;
        request.Headers.ExpectContinue = true;
        return await host.Client.SendAsync(request);
    }
}
