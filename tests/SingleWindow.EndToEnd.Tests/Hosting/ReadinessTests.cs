using System.Net;
using System.Text.Json;

namespace SingleWindow.EndToEnd.Tests.Hosting;

[Collection(RunningHostGroup.Name)]
public sealed class ReadinessTests(RunningHost running)
{
    private readonly HostProcess host = running.Host;

    [Fact]
    public async Task The_gateway_answers_on_both_loopback_addresses()
    {
        foreach (var name in new[] { "localhost", "127.0.0.1", "[::1]" })
            (await host.Client.GetAsync($"http://{name}:{host.Gateway.Port}/healthz")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_gateway_says_what_it_depends_on()
    {
        using var readiness = JsonDocument.Parse(await host.Client.GetStringAsync("readyz"));
        readiness.RootElement.GetProperty("checks").EnumerateObject().Select(check => check.Name).Should().BeEquivalentTo("orleans", "hub", "identity");
    }

    [Fact]
    public async Task Management_sums_up_the_roles()
    {
        using var readiness = JsonDocument.Parse(await host.Client.GetStringAsync(new Uri(host.Management, "readyz")));
        readiness.RootElement.GetProperty("status").GetString().Should().Be("ready");
        readiness.RootElement.GetProperty("roles").EnumerateObject().Select(role => role.Name).Should().Equal("hub", "identity", "gateway");
    }

    [Fact]
    public async Task Metrics_are_served_as_prometheus_text()
    {
        await host.Client.GetAsync("healthz");
        (await host.Client.GetStringAsync(new Uri(host.Management, "metrics"))).Should().ContainAll("http_server_request_duration_seconds", "orleans_", "dotnet_gc");
    }
}
