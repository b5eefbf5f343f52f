using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.Gateway.Requests;

namespace SingleWindow.EndToEnd.Tests.Gateway;

/// <summary>The gateway before a hub of ours that tells what reached it.</summary>
public sealed class ForwardingTests : IAsyncLifetime
{
    private readonly WebApplication hub;
    private HostProcess? host;

    public ForwardingTests()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        hub = builder.Build();
        hub.Run(context => context.Response.WriteAsJsonAsync(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString())));
    }

    public async Task InitializeAsync()
    {
        await hub.StartAsync();
        host = new HostProcess($"--Gateway:Hubs:0={hub.Urls.First()}");
        await host.Start();
    }

    public async Task DisposeAsync()
    {
        await host!.DisposeAsync();
        await hub.DisposeAsync();
    }

    [Fact]
    public async Task Headers_that_claim_an_identity_or_an_origin_stay_outside()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/echo");
        string[] forged =
        [
            "X-Forwarded-For", "X_Forwarded_For", "Forwarded", "X-User-Id", "X-ARR-ClientCert", "X-Road-Client", "X-Real-IP", "X-Original-URL",
            "X-HTTP-Method-Override", "Client-Cert", "Remote-User", "SSL-Client-Cert", "True-Client-IP", "Via",
        ];
        foreach (var name in forged) request.Headers.TryAddWithoutValidation(name, "203.0.113.7").Should().BeTrue();
        request.Headers.Add("Authorization", "Bearer abc");
        request.Headers.Add("Idempotency-Key", "k1");
        request.Headers.Add("SW-Purpose", "P01");

        var seen = new Dictionary<string, string>(
            (await (await host!.Client.SendAsync(request)).Content.ReadFromJsonAsync<Dictionary<string, string>>())!, StringComparer.OrdinalIgnoreCase);

        seen.Values.Should().NotContain(value => value.Contains("203.0.113.7"));
        seen.Keys.Where(name => name.StartsWith("X-", StringComparison.OrdinalIgnoreCase)).Should()
            .BeSubsetOf(["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix"]);
        IPAddress.IsLoopback(IPAddress.Parse(seen["X-Forwarded-For"])).Should().BeTrue();
        seen.Should().Contain("Authorization", "Bearer abc").And.Contain("Idempotency-Key", "k1").And.Contain("SW-Purpose", "P01");
    }

    [Fact]
    public async Task A_proxy_of_ours_is_believed_about_who_comes_through_it_and_how()
    {
        await using var behind = new HostProcess($"--Gateway:Hubs:0={hub.Urls.First()}", "--Gateway:TrustedProxies:0=127.0.0.0/8", "--Gateway:TrustedProxies:1=::1");
        await behind.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/echo");
        request.Headers.Add("X-Forwarded-For", "198.51.100.9, 203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", "http, https");
        using var answer = await behind.Client.SendAsync(request);
        var seen = (await answer.Content.ReadFromJsonAsync<Dictionary<string, string>>())!;
        // What stands before the address that our proxy saw is what anybody may have written.
        seen["X-Forwarded-For"].Should().Be("203.0.113.7");
        seen["X-Forwarded-Proto"].Should().Be("https");
        answer.Headers.Contains("Strict-Transport-Security").Should().BeTrue();
    }

    [Fact]
    public async Task A_hub_that_is_gone_is_a_problem_and_a_reason()
    {
        await hub.StopAsync();
        using var answer = await host!.Client.GetAsync("api/v1/echo");
        answer.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().Should().Be("GWY-00004");

        using var ready = await host.Client.GetAsync("readyz");
        ready.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("checks").GetProperty("hub").GetProperty("reason").GetString().Should().Be("not reachable");
    }

    [Theory]
    [InlineData("x-forwarded-for", true)]
    [InlineData("Sw_Purpose", true)]
    [InlineData("SW-Purpose", false)]
    [InlineData("Authorization", false)]
    [InlineData("traceparent", false)]
    public void What_counts_as_forged(string name, bool forged) => ForgedHeaders.IsForged(name).Should().Be(forged);
}
