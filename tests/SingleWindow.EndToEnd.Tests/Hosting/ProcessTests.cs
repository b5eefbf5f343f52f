using System.Net;

namespace SingleWindow.EndToEnd.Tests.Hosting;

public sealed class ProcessTests
{
    [Fact]
    public async Task Stops_in_order_within_ten_seconds_when_asked_to()
    {
        await using var host = new HostProcess();
        await host.Start();
        (await host.Terminate(TimeSpan.FromSeconds(10))).Should().Be(0, host.Output);
        host.Output.Should().Contain("SingleWindow is ready.");
    }

    [Fact]
    public async Task Comes_back_on_the_same_ports_after_a_crash()
    {
        await using var host = new HostProcess();
        await host.Start();
        await host.Kill9();
        await host.Start();
        (await host.Client.GetAsync("healthz")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Names_every_wrong_setting_at_once_and_starts_nothing()
    {
        var finished = await HostProcess.RunHost(
            "--roles", "hub,postman", "--Gateway:Urls=https://localhost:1", "--Gatway:Urls=http://localhost:1", "--Silo:Port=seventy",
            "--Store:Kind=postgres", "--Gateway:MaxBodyBytes=-1", "--Identity:Issuer=nobody", "--bogus=1", "--exit");
        finished.ExitCode.Should().Be(2);
        finished.Output.Should().BeEmpty();
        finished.Errors.Split('\n').Should().HaveCount(9).And.OnlyContain(line => line.StartsWith("error: ", StringComparison.Ordinal));
        finished.Errors.Should().ContainAll("postman", "Gatway:Urls", "Gateway:Urls", "Silo:Port", "postgres", "MaxBodyBytes", "Identity:Issuer", "--bogus", "--exit");
    }

    [Fact]
    public async Task Init_only_makes_the_store_and_ends()
    {
        await using var host = new HostProcess();
        (await host.Run("--init-only")).ExitCode.Should().Be(0);
        File.Exists(Path.Combine(host.DataPath, "identity.db")).Should().BeTrue();
        (await host.Run("--init-only")).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        var finished = await HostProcess.RunHost("--help");
        finished.ExitCode.Should().Be(0);
        finished.Output.Should().ContainAll("client create", "operator create", "--init-only", "hub,identity,gateway");
    }

    [Fact]
    public async Task The_demo_without_inhabitants_claims_no_success()
    {
        var finished = await HostProcess.RunHost("--demo", "--exit");
        finished.ExitCode.Should().Be(1, finished.Errors);
        finished.Output.Split('\n')[^1].Should().StartWith("demo: the country has no inhabitants yet");
    }
}
