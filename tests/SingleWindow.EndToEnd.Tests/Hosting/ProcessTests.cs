using System.Net;
using System.Text.Json.Nodes;
using SingleWindow.Core.Schemes;
using SingleWindow.EndToEnd.Tests.Gateway;

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
    public async Task Stops_in_order_though_somebody_sends_and_sends()
    {
        await using var host = new HostProcess();
        await host.Start();
        await using var upload = await Drip.Begin(host.Gateway, "connect/token");

        (await host.Terminate(TimeSpan.FromSeconds(10))).Should().Be(0, host.Output);

        upload.IsOver.Should().BeFalse("it went on to the end");
        host.Output.Should().NotContain("non-graceful").And.NotContain("Role hub did not stop in time");
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
            "--Store:Kind=postgres", "--Gateway:MaxBodyBytes=-1", "--RateLimits:PerSecond=0", "--RateLimits:Burst=3000000000", "--RateLimits:Brust=1", "--Identity:Issuer=nobody", "--Hub:TrustedGateways:0=gateway", "--bogus=1", "--exit");
        finished.ExitCode.Should().Be(2);
        finished.Output.Should().BeEmpty();
        finished.Errors.Split('\n').Should().HaveCount(15).And.OnlyContain(line => line.StartsWith("error: ", StringComparison.Ordinal));
        finished.Errors.Should().ContainAll("postman", "Gatway:Urls", "Gateway:Urls", "Silo:Port", "Store:Connection", "Keys:Connection", "Keys:Master", "MaxBodyBytes", "RateLimits:PerSecond: '0'", "RateLimits:Burst: '3000000000'", "RateLimits:Brust", "Identity:Issuer", "TrustedGateways", "--bogus", "--exit");
    }

    [Fact]
    public async Task Names_every_fault_of_the_law_by_file_and_place_and_starts_nothing()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var law = JsonNode.Parse(SchemeReader.Write(SchemeCatalog.Default.Newest("ee-seasonal")!))!;
        await File.WriteAllTextAsync(Path.Combine(folder, "again.json"), law.ToJsonString());
        (law["id"], law["calendar"], law["steps"]![0]!["after"]) = ("newest", "FI", new JsonArray("decision"));
        await File.WriteAllTextAsync(Path.Combine(folder, "newest.json"), law.ToJsonString());
        try
        {
            var finished = await HostProcess.RunHost($"--Schemes:Path={folder}", "--Gatway:Urls=http://localhost:1");
            finished.ExitCode.Should().Be(2);
            finished.Output.Should().BeEmpty();
            finished.Errors.Split('\n').Should().HaveCount(4).And.OnlyContain(line => line.StartsWith("error: ", StringComparison.Ordinal));
            finished.Errors.Should().ContainAll("Gatway", "again.json /version: ", "newest.json /calendar: ", "newest.json /steps/0/after: ");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Init_only_makes_the_store_and_ends()
    {
        await using var host = new HostProcess();
        (await host.Run("--init-only")).ExitCode.Should().Be(0);
        foreach (var file in new[] { "identity.db", "events.db", "views.db", "keys/keys.db", "keys/master" })
            File.Exists(Path.Combine(host.DataPath, file)).Should().BeTrue(file);
        var master = await File.ReadAllBytesAsync(Path.Combine(host.DataPath, "keys", "master"));

        (await host.Run("--init-only")).ExitCode.Should().Be(0);
        (await File.ReadAllBytesAsync(Path.Combine(host.DataPath, "keys", "master"))).Should().Equal(master);
        await host.Start();
    }

    [Fact]
    public async Task Init_only_makes_the_stores_of_the_chosen_roles_alone()
    {
        await using var host = new HostProcess();
        (await host.Run("--init-only", "--roles", "hub")).ExitCode.Should().Be(0);
        File.Exists(Path.Combine(host.DataPath, "events.db")).Should().BeTrue();
        File.Exists(Path.Combine(host.DataPath, "identity.db")).Should().BeFalse();
    }

    [Fact]
    public async Task A_store_that_cannot_be_used_is_told_in_one_line()
    {
        await using var host = new HostProcess();
        await File.WriteAllTextAsync(Path.Combine(host.DataPath, "events.db"), string.Concat(Enumerable.Repeat("This is no database. ", 100)));
        foreach (string[] how in new[] { ["--init-only"], Array.Empty<string>() })
        {
            var finished = await host.Run([.. how, "--roles", "hub", "--Silo:Port=0", "--Silo:GatewayPort=0", "--Hub:Urls=http://127.0.0.1:0", "--Management:Urls=http://127.0.0.1:0"]);
            finished.ExitCode.Should().Be(1, finished.Errors);
            finished.Errors.Split('\n')[^1].Should().StartWith("error: The events database").And.Contain("events.db");
        }
    }

    [Fact]
    public async Task A_second_process_on_the_same_store_does_not_start()
    {
        await using var host = new HostProcess();
        await host.Start();
        var finished = await host.Run("--init-only");
        finished.ExitCode.Should().Be(1, finished.Errors);
        finished.Errors.Split('\n')[^1].Should().Contain("in use by another process");
    }

    [Fact]
    public async Task Who_may_do_what_is_printed_for_people_and_for_programs()
    {
        (await HostProcess.RunHost("access", "explain")).Output.Should().Contain("GET /api/v1/applications/{id} | employer or worker | ");
        var table = JsonNode.Parse((await HostProcess.RunHost("access", "explain", "--as-json")).Output)!.AsArray();
        table.Count.Should().BeGreaterThan(100);
        table.Should().OnlyContain(line => line!["ownership"]!.ToString().Length > 0);
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        var finished = await HostProcess.RunHost("--help");
        finished.ExitCode.Should().Be(0);
        finished.Output.Should().ContainAll("client create", "operator create", "--init-only", "hub,identity,gateway");
    }
}
