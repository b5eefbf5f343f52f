using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Gateway;

public sealed class CrowdTests
{
    [Fact]
    public async Task Who_floods_waits_behind_himself_then_is_told_so_and_others_are_served()
    {
        var opened = new TaskCompletionSource();
        await using var hub = await Backend.Start("hub", context => context.Request.Headers.Authorization == "Bearer a.b.flood" ? opened.Task : Task.CompletedTask);
        await using var host = new HostProcess($"--Gateway:Hubs:0={hub.Url}", "--Gateway:MaxConcurrent=16", "--Gateway:MaxConcurrentPerCaller=2");
        await host.Start();
        // Two are let in, four wait in his own line, and the seventh is sent away.
        var flood = Enumerable.Range(0, 7).Select(_ => Ask(host, "flood")).ToList();
        using (var refused = await await Task.WhenAny(flood))
        {
            refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
            refused.Headers.RetryAfter!.Delta.Should().BeGreaterThan(TimeSpan.Zero);
            (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().Should().Be("GWY-00010");
        }
        using (var other = await Ask(host, "other")) other.StatusCode.Should().Be(HttpStatusCode.OK);
        opened.SetResult();
        (await Task.WhenAll(flood)).Count(answer => answer.StatusCode == HttpStatusCode.OK).Should().Be(6);
    }

    [Fact]
    public async Task Secrets_cannot_be_guessed_at_any_speed()
    {
        await using var host = new HostProcess("--Gateway:SignInsPerSecond=1");
        await host.Start();
        var statuses = new List<HttpStatusCode>();
        for (var guess = 0; guess < 12; guess++)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "nobody", ["client_secret"] = $"{guess}" });
            using var answer = await host.Client.PostAsync("connect/token", form);
            statuses.Add(answer.StatusCode);
        }
        statuses.Should().Contain(HttpStatusCode.TooManyRequests).And.NotContain(HttpStatusCode.OK);
        using var schemes = await host.Client.GetAsync("api/v1/schemes");
        schemes.StatusCode.Should().Be(HttpStatusCode.OK, "only the issuer is guarded so");
    }

    [Fact]
    public async Task The_access_log_tells_what_happened_and_nothing_about_anybody()
    {
        await using var hub = await Backend.Start();
        await using var host = new HostProcess($"--Gateway:Hubs:0={hub.Url}", "--Logging:LogLevel:SingleWindow.Gateway.Access=Information");
        await host.Start();
        using (var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/workers/wrk_0193?name=Tamm"))
        {
            request.Headers.Add("Authorization", "Bearer a.b.secret");
            using var answer = await host.Client.SendAsync(request);
        }
        var lines = await Eventually.Get(() => Task.FromResult(host.Output), output => output.Contains($"GET /api to {new Uri(hub.Url).Authority}: 200 in", StringComparison.Ordinal), "the request is in the log");
        lines.Should().NotContain("wrk_0193").And.NotContain("Tamm").And.NotContain("secret");
    }

    private static async Task<HttpResponseMessage> Ask(HostProcess host, string caller)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/x");
        request.Headers.Add("Authorization", $"Bearer a.b.{caller}");
        return await host.Client.SendAsync(request);
    }
}
