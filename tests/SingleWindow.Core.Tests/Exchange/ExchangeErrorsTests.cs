using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using SingleWindow.Core.Exchange;

namespace SingleWindow.Core.Tests.Exchange;

public class ExchangeErrorsTests
{
    [Theory]
    [InlineData(ErrorStyle.Specification, "Server.ServerProxy.AccessDenied", 500)]
    [InlineData(ErrorStyle.XRoad78, "server.serverproxy.access_denied", 500)]
    [InlineData(ErrorStyle.HttpNative, "Server.ServerProxy.AccessDenied", 403)]
    public void An_error_is_spelt_in_three_styles(ErrorStyle style, string type, int status)
    {
        ExchangeError.AccessDenied.Spelt(style).Should().Be(type);
        ExchangeError.AccessDenied.Status(style).Should().Be(status);
        JsonNode.Parse(ExchangeError.AccessDenied.Json(style, "7"))!["type"]!.ToString().Should().Be(type);
    }

    [Fact]
    public void A_mistake_of_the_clients_is_its_own()
    {
        ExchangeError.BadRequest("So.").Status(ErrorStyle.Specification).Should().Be(400);
        ExchangeError.BadRequest("So.").Spelt(ErrorStyle.XRoad78).Should().Be("client.bad_request");
    }

    [Theory]
    [InlineData("<script>&\"'")]
    [InlineData("\u0001\ufffe")]
    [InlineData("]]>")]
    public void Hostile_words_do_not_break_out(string words)
    {
        var error = ExchangeError.Disabled(words);
        JsonNode.Parse(error.Json(ErrorStyle.Specification, "7"))!["message"]!.ToString().Should().Be(words);
        var xml = XDocument.Parse(Encoding.UTF8.GetString(error.Xml(ErrorStyle.Specification, "7"))).Root!;
        xml.Elements().Select(element => element.Name.LocalName).Should().Equal("type", "message", "detail");
        xml.Element("message")!.Value.Should().Be(string.Concat(words.Where(System.Xml.XmlConvert.IsXmlChar)));
    }

    [Fact]
    public void Headers_of_the_hop_and_of_the_exchange_itself_do_not_pass()
    {
        var nominated = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "X-Mine" };
        foreach (var name in new[] { "connection", "TE", "Host", "User-Agent", "x-mine", "X-Road-Error", "x-road-request-hash", "X-Road-Service", "X-Road-Request-Id", "X-Road-New" }) ExchangeHeaders.Passes(name, nominated).Should().BeFalse(name);
        foreach (var name in new[] { "Accept", "Authorization", "x-road-client", "X-Road-Id", "X-Road-UserId", "X-Road-Issue", "X-Road-Represented-Party", "Content-Type", "X-Other" }) ExchangeHeaders.Passes(name, nominated).Should().BeTrue(name);
        foreach (var name in new[] { "X-Road-Error", "X-Road-Service", "x-road-id", "Server", "Keep-Alive", "X-Mine" }) ExchangeHeaders.Returns(name, nominated).Should().BeFalse(name);
        ExchangeHeaders.Returns("Set-Cookie", nominated).Should().BeTrue();
    }

    [Fact]
    public void The_hash_of_a_request_can_be_made_again_by_whoever_has_it()
    {
        var head = RequestHash.Head("GET", "/r1/x?q=1", [new("X-Road-Client", "EE/GOV/1/a"), new("accept", "text/plain"), new("Accept", "*/*")]);
        Encoding.UTF8.GetString(head).Should().Be("GET\r\n/r1/x?q=1\r\naccept:text/plain,*/*\r\nx-road-client:EE/GOV/1/a\r\n");
        RequestHash.Of(head, null).Should().NotBe(RequestHash.Of(head, System.Security.Cryptography.SHA512.HashData("{}"u8)));
    }
}
