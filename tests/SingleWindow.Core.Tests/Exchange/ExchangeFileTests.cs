using System.Text;
using System.Text.Json.Nodes;
using SingleWindow.Core.Exchange;

namespace SingleWindow.Core.Tests.Exchange;

public class ExchangeFileTests
{
    private const string Whole = """
        {"instance":"EE","serverId":"EE/GOV/70000001/hub",
         "members":[{"id":"EE/GOV/1001/consumer","name":"Board","certificates":["AQID","BAUG"],"auth":"mtls"},{"id":"EE/GOV/2001/registry"},{"id":"EE/GOV/3001/open","auth":"none"}],
         "services":[{"id":"EE/GOV/2001/registry/echo","type":"OPENAPI","url":"http://127.0.0.1:9001/","openapi":"http://127.0.0.1:9001/openapi.json","timeoutSeconds":5,"enabled":true},
                     {"id":"EE/GOV/2001/registry/off","type":"REST","url":"http://127.0.0.1:9001/","enabled":false,"notice":"Until Monday."},
                     {"id":"EE/GOV/2001/registry/people","type":"REST","url":"http://127.0.0.1:9001/","personal":{"recordType":"permit","subject":"path:0"}}],
         "rights":[{"client":"EE/GOV/1001/consumer","service":"EE/GOV/2001/registry/echo","endpoints":[{"method":"GET","path":"/v1/permits/*"}],"purposes":["P01"]},
                   {"client":"EE/GOV/1001/consumer","service":"EE/GOV/2001/registry/off"},{"client":"EE/GOV/1001/consumer","service":"EE/GOV/2001/registry/people"}]}
        """;

    private const string First = "039058C6F2C0CB492C533B0A4D14EF77CC0F78ABCCCED5287D84A1A2011CFB81";
    private static readonly SubsystemId Consumer = Identifiers.Subsystem("EE/GOV/1001/consumer")!;

    [Theory]
    [InlineData("EE/GOV/1001/consumer", First, false, null)]
    [InlineData("EE/GOV/1001/consumer", null, true, "Server.ClientProxy.SslAuthenticationFailed")]
    [InlineData("EE/GOV/1001/consumer", "00", true, "Server.ClientProxy.SslAuthenticationFailed")]
    [InlineData("EE/GOV/2001/registry", First, true, "Server.ClientProxy.SslAuthenticationFailed")]
    [InlineData("EE/GOV/3001/open", null, true, null)]
    [InlineData("EE/GOV/3001/open", null, false, "Server.ClientProxy.SslAuthenticationFailed")]
    [InlineData("EE/GOV/1001", First, true, "Server.ClientProxy.UnknownMember")]
    [InlineData("EE/GOV/1001/CONSUMER", First, true, "Server.ClientProxy.UnknownMember")]
    public void A_client_is_who_its_certificate_says(string client, string? certificate, bool allow, string? error) =>
        Registry().Authenticate(Identifiers.Subsystem(client)!, certificate, allow)?.Type.Should().Be(error);

    [Theory]
    [InlineData("GET", "echo/v1/permits/7", null)]
    [InlineData("GET", "echo/v1/%70ermits/7", null)]
    [InlineData("POST", "echo/v1/permits/7", "Server.ServerProxy.AccessDenied")]
    [InlineData("GET", "echo/v1/other", "Server.ServerProxy.AccessDenied")]
    [InlineData("GET", "off", "Server.ServerProxy.ServiceDisabled")]
    [InlineData("GET", "people/7", "Server.ServerProxy.AccessDenied")]
    [InlineData("GET", "nothing", "Server.ServerProxy.UnknownService")]
    public void A_right_opens_a_service(string method, string rest, string? error) =>
        Registry().Allow(Consumer, method, ExchangeTarget.Parse($"/r1/EE/GOV/2001/registry/{rest}")!).Error?.Type.Should().Be(error);

    [Fact]
    public void Who_has_no_right_does_not_learn_that_a_service_is_off() =>
        Registry().Allow(Identifiers.Subsystem("EE/GOV/3001/open")!, "GET", ExchangeTarget.Parse("/r1/EE/GOV/2001/registry/off")!).Error.Should().Be(ExchangeError.AccessDenied);

    [Fact]
    public void A_provider_that_nobody_knows_is_told() =>
        Registry().Allow(Consumer, "GET", ExchangeTarget.Parse("/r1/EE/GOV/9/registry/echo")!).Error.Should().Be(ExchangeError.UnknownProvider);

    [Theory]
    [InlineData("/instance", "\"\"", "/instance")]
    [InlineData("/serverId", "\"EE/GOV/1\"", "/serverId")]
    [InlineData("/members/0/id", "\"EE/GOV\"", "/members/0/id")]
    [InlineData("/members/0/auth", "\"basic\"", "/members/0/auth")]
    [InlineData("/members/0/certificates/1", "\"***\"", "/members/0/certificates/1")]
    [InlineData("/members/1/id", "\"EE/GOV/%31001/consumer\"", "/members/1/id")]
    [InlineData("/services/0/id", "\"EE/GOV/2001/registry/listMethods\"", "/services/0/id")]
    [InlineData("/services/0/type", "\"SOAP\"", "/services/0/type")]
    [InlineData("/services/0/url", "\"ftp://x\"", "/services/0/url")]
    [InlineData("/services/0/url", "\"http://x/?a=b\"", "/services/0/url")]
    [InlineData("/services/0/timeoutSeconds", "0", "/services/0/timeoutSeconds")]
    [InlineData("/services/1/id", "\"EE/GOV/2001/registry/echo\"", "/services/1/id")]
    [InlineData("/services/1/id", "\"EE/GOV/2002/registry/off\"", "/services/1/id")]
    [InlineData("/rights/0/client", "\"EE/GOV/7/x\"", "/rights/0/client")]
    [InlineData("/rights/0/service", "\"EE/GOV/2001/registry/gone\"", "/rights/0/service")]
    [InlineData("/rights/0/endpoints/0/path", "\"v1\"", "/rights/0/endpoints/0")]
    public void What_is_wrong_is_told_by_its_place(string pointer, string value, string at)
    {
        var file = JsonNode.Parse(Whole)!;
        JsonNode place = file;
        var names = pointer.Split('/')[1..];
        foreach (var name in names[..^1]) place = int.TryParse(name, out var number) ? place[number]! : place[name]!;
        if (int.TryParse(names[^1], out var last)) place[last] = JsonNode.Parse(value);
        else place[names[^1]] = JsonNode.Parse(value);
        var (registry, errors) = ExchangeFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString()));
        registry.Should().BeNull();
        errors.Select(error => error.Pointer).Should().Contain(at);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"instance":"EE","instance":"FI"}""")]
    [InlineData("""{"instanze":"EE"}""")]
    public void What_is_no_registry_is_none(string text) => ExchangeFile.Read(Encoding.UTF8.GetBytes(text)).Errors.Should().NotBeEmpty();

    [Fact]
    public void A_registry_may_be_empty()
    {
        var registry = ExchangeFile.Read("""{"instance":"EE","serverId":"EE/GOV/1/s"}"""u8).Registry!;
        (registry.Instance, registry.ServerId, registry.Members.Count()).Should().Be(("EE", "EE/GOV/1/s", 0));
        registry.Knows(Consumer).Should().BeFalse();
        ExchangeFile.Read("{}"u8).Errors.Select(error => error.Pointer).Should().Equal("/instance", "/serverId");
        ExchangeFile.Read("""{"instance":"EE","serverId":"EE/GOV/1/s","rights":[{"endpoints":[{}]}],"services":[{"type":"REST"}],"members":[{}]}"""u8).Errors.Should().HaveCountGreaterThan(4);
    }

    [Fact]
    public void A_provider_has_its_services_in_order() =>
        Registry().ServicesOf(Identifiers.Subsystem("EE/GOV/2001/registry")!).Select(service => service.Id.Code).Should().Equal("echo", "off", "people");

    private static ExchangeRegistry Registry()
    {
        var (registry, errors) = ExchangeFile.Read(Encoding.UTF8.GetBytes(Whole));
        errors.Should().BeEmpty();
        return registry!;
    }
}
