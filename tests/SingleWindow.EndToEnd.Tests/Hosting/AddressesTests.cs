using Microsoft.Extensions.Configuration;
using SingleWindow.Host;

namespace SingleWindow.EndToEnd.Tests.Hosting;

public sealed class AddressesTests
{
    [Fact]
    public void The_standard_addresses_fit_together()
    {
        var settings = Resolve([]);
        settings["Gateway:Urls"].Should().Be("http://localhost:8080");
        settings["Identity:Issuer"].Should().Be("http://localhost:8080/");
        settings["Gateway:Hubs:0"].Should().Be("http://127.0.0.1:5001");
        settings["Identity:InternalUrl"].Should().Be("http://127.0.0.1:5002");
        settings["Silo:GatewayPort"].Should().Be("30000");
    }

    [Fact]
    public void Port_zero_becomes_one_port_that_all_roles_know()
    {
        var settings = Resolve(new() { ["Gateway:Urls"] = "http://localhost:0", ["Hub:Urls"] = "http://0.0.0.0:0", ["Silo:Port"] = "0" });
        new Uri(settings["Gateway:Urls"]!).Port.Should().BePositive();
        settings["Identity:Issuer"].Should().Be(settings["Gateway:Urls"] + "/");
        settings["Gateway:Hubs:0"].Should().Be(settings["Hub:Urls"]!.Replace("0.0.0.0", "127.0.0.1"));
        settings["Silo:Port"].Should().NotBe("0");
    }

    [Fact]
    public void A_given_issuer_stays() =>
        Resolve(new() { ["Gateway:Urls"] = "http://localhost:0", ["Identity:Issuer"] = "https://sw.example/" })["Identity:Issuer"].Should().Be("https://sw.example/");

    [Fact]
    public void Roles_do_not_write_into_one_another()
    {
        var settings = Resolve([]);
        settings.Copy()["urls"] = "http://localhost:1";
        settings["urls"].Should().BeNull();
    }

    private static IConfigurationRoot Resolve(Dictionary<string, string?> values) =>
        Addresses.Resolve(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), [Role.Hub, Role.Identity, Role.Gateway], free: false);
}
