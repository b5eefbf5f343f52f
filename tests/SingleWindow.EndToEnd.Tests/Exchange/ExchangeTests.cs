using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using SingleWindow.Core.Exchange;
using static SingleWindow.EndToEnd.Tests.Exchange.ExchangeHost;

namespace SingleWindow.EndToEnd.Tests.Exchange;

/// <summary>The message protocol for REST (PR-REST 1.0.4), as consumers and providers see it on the wire.</summary>
public sealed class ExchangeTests(ExchangeHost exchange) : IClassFixture<ExchangeHost>
{
    [Fact]
    public async Task A_request_reaches_the_provider_as_it_was_sent_and_the_answer_says_what_was_exchanged()
    {
        const string target = Registry + "/echo/v1/%C3%B5un/a%20b;p=1/?q=%2e%2e/..&empty=&q=2";
        using var answer = await exchange.Ask(target, change: request =>
        {
            foreach (var (name, value) in ((string, string)[])[("X-Road-Id", "msg-1"), ("X-Road-UserId", "EE60001019906"), ("X-Road-Issue", "7/2026"), ("X-Road-Represented-Party", "COM/12345678"), ("Authorization", "Bearer x.y.z"),
                ("X-Forwarded-For", "203.0.113.1"), ("X-Own", "mine"), ("Accept", "text/plain;q=0.5"), ("X-Road-Request-Id", "forged"), ("X-Road-Request-Hash", "forged"), ("X-Road-Error", "forged"), ("X-Road-Service", "forged")])
                request.Headers.TryAddWithoutValidation(name, value);
        });
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var heard = Last();
        heard.Target.Should().Be("/base/v1/%C3%B5un/a%20b;p=1/?q=%2e%2e/..&empty=&q=2");
        foreach (var (name, value) in ((string, string)[])[("X-Road-Client", Open), ("X-Road-Id", "msg-1"), ("X-Road-UserId", "EE60001019906"), ("X-Road-Issue", "7/2026"), ("X-Road-Represented-Party", "COM/12345678"), ("Authorization", "Bearer x.y.z"),
            ("X-Forwarded-For", "203.0.113.1"), ("X-Own", "mine"), ("Accept", "text/plain;q=0.5")])
            heard.Headers[name].Should().Be(value);
        heard.Headers.Keys.Should().NotContain(["X-Road-Request-Hash", "X-Road-Error", "X-Road-Service"]);
        var ours = heard.Headers["X-Road-Request-Id"];
        ours.Should().NotBe("forged").And.MatchRegex("^[0-9a-f-]{36}$");
        (Of(answer, "X-Road-Client"), Of(answer, "X-Road-Service"), Of(answer, "X-Road-Id"), Of(answer, "X-Road-Request-Id")).Should().Be((Open, "EE/GOV/2001/registry/echo", "msg-1", ours));
        answer.Headers.Contains("X-Road-Error").Should().BeFalse();
        Of(answer, "X-Road-Request-Hash").Should().Be(HashOf(heard, target));
    }

    [Theory]
    [InlineData("GET", 0)]
    [InlineData("GET", 5)]
    [InlineData("HEAD", 0)]
    [InlineData("POST", 0)]
    [InlineData("POST", 100_000)]
    [InlineData("PUT", 3)]
    [InlineData("PATCH", 3)]
    [InlineData("DELETE", 0)]
    [InlineData("DELETE", 7)]
    [InlineData("OPTIONS", 0)]
    public async Task Every_method_goes_through_with_its_body(string method, int length)
    {
        var body = RandomNumberGenerator.GetBytes(length);
        using var answer = await exchange.Ask(Registry + "/echo/v1", method: new(method), change: request =>
        {
            if (length > 0) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/x-own") } };
        });
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var heard = Last();
        (heard.Method, heard.Length).Should().Be((method, length));
        heard.Sha512.Should().Equal(SHA512.HashData(body));
        if (length > 0) heard.Headers["Content-Type"].Should().Be("application/x-own");
        Of(answer, "X-Road-Request-Hash").Should().Be(HashOf(heard, Registry + "/echo/v1"));
    }

    [Fact]
    public async Task A_provider_cannot_speak_for_the_exchange()
    {
        using var answer = await exchange.Ask(Registry + "/echo/forged");
        answer.Headers.NonValidated.SelectMany(header => header.Value).Should().NotContain(["forged", "hop"]);
        Of(answer, "X-Own").Should().Be("mine");
        answer.Headers.Contains("X-Road-Error").Should().BeFalse();
        Of(answer, "X-Road-Service").Should().Be("EE/GOV/2001/registry/echo");
    }

    [Fact]
    public async Task What_the_provider_says_comes_back_as_it_is()
    {
        using var moved = await exchange.Ask(Registry + "/echo/moved");
        (moved.StatusCode, moved.Headers.Location!.ToString()).Should().Be((HttpStatusCode.Found, "http://elsewhere.example/"));
        using var teapot = await exchange.Ask(Registry + "/echo/teapot");
        ((int)teapot.StatusCode, await teapot.Content.ReadAsStringAsync()).Should().Be((418, "answer"));
        teapot.Headers.Contains("X-Road-Error").Should().BeFalse("the status is the provider's");
    }

    [Fact]
    public async Task Headers_of_one_hop_go_no_further()
    {
        var (before, statuses) = (exchange.Provider.All.Count, await Gateway.RawHttp.Statuses(exchange.Host.Gateway,
            $"GET {Registry}/echo/v1 HTTP/1.1\r\nHost: localhost\r\nX-Road-Client: {Open}\r\nConnection: close, X-Mine\r\nX-Mine: hop\r\nTE: trailers\r\nKeep-Alive: 5\r\nX-Yours: end\r\n\r\n", 1));
        statuses.Should().Equal(200);
        exchange.Provider.All.Count.Should().Be(before + 1);
        // That a client names one of its own headers in Connection is not seen behind the server (ops/decisions/0024).
        Last().Headers.Keys.Should().Contain("X-Yours").And.NotContain(["TE", "Keep-Alive", "Connection"]);
    }

    [Theory]
    [InlineData(null, "/echo", 400, "Client.BadRequest")]
    [InlineData("EE/GOV", "/echo", 400, "Client.BadRequest")]
    [InlineData("EE/GOV/1%2F2/x", "/echo", 400, "Client.BadRequest")]
    [InlineData("EE/GOV/9999/x", "/echo", 500, "Server.ClientProxy.UnknownMember")]
    [InlineData(Consumer, "/echo", 500, "Server.ClientProxy.SslAuthenticationFailed")]
    [InlineData(Open, "/echo/../people", 400, "Client.BadRequest")]
    [InlineData(Open, "/echo/%2e%2e/people", 400, "Client.BadRequest")]
    [InlineData(Open, "/echo/a%2fb", 400, "Client.BadRequest")]
    [InlineData(Open, "//echo", 400, "Client.BadRequest")]
    [InlineData(Open, "/echo/%ff", 400, "Client.BadRequest")]
    [InlineData(Open, "/nothing", 500, "Server.ServerProxy.UnknownService")]
    [InlineData(Open, "/ECHO", 500, "Server.ServerProxy.UnknownService")]
    [InlineData(Open, "/nodoc", 500, "Server.ServerProxy.AccessDenied")]
    [InlineData(Open, "/people/7", 500, "Server.ServerProxy.AccessDenied")]
    [InlineData(Open, "/part/v1/other", 500, "Server.ServerProxy.AccessDenied")]
    [InlineData(Open, "/off", 500, "Server.ServerProxy.ServiceDisabled")]
    [InlineData(Open, "/gone", 500, "Server.ServerProxy.NetworkError")]
    [InlineData(Open, "/slow/hang", 500, "Server.ServerProxy.NetworkError")]
    [InlineData(Open, "/echo/cut", 500, "Server.ServerProxy.IOError")]
    public async Task An_exchange_that_fails_says_so_in_the_words_of_the_protocol(string? client, string rest, int status, string type)
    {
        foreach (var accept in (string[])["application/json", "text/xml", "*/*"])
        {
            using var answer = await exchange.Ask(Registry + rest, client, change: request => request.Headers.TryAddWithoutValidation("Accept", accept));
            var body = await answer.Content.ReadAsStringAsync();
            ((int)answer.StatusCode, Of(answer, "X-Road-Error")).Should().Be((status, type), body);
            var (said, detail) = accept == "text/xml" ? (XDocument.Parse(body).Root!.Element("type")!.Value, XDocument.Parse(body).Root!.Element("detail")!.Value)
                : (JsonDocument.Parse(body).RootElement.GetProperty("type").GetString(), JsonDocument.Parse(body).RootElement.GetProperty("detail").GetString());
            (said, detail).Should().Be((type, Of(answer, "X-Road-Request-Id")));
            Of(answer, "X-Road-Id").Should().StartWith("EE-");
        }
        exchange.Host.Output.Should().NotContain("/people/7").And.NotContain("%2e%2e");
    }

    [Fact]
    public async Task A_right_is_for_a_method_and_a_path()
    {
        using var allowed = await exchange.Ask(Registry + "/part/v1/permits/7");
        allowed.StatusCode.Should().Be(HttpStatusCode.OK);
        using var spelt = await exchange.Ask(Registry + "/part/v1/%70ermits/7");
        (spelt.StatusCode, Last().Target).Should().Be((HttpStatusCode.OK, "/base/v1/%70ermits/7"));
        using var posted = await exchange.Ask(Registry + "/part/v1/permits/7", method: HttpMethod.Post);
        Of(posted, "X-Road-Error").Should().Be("Server.ServerProxy.AccessDenied");
    }

    [Fact]
    public async Task Of_several_clients_the_last_counts_and_another_server_is_not_this_one()
    {
        (await Gateway.RawHttp.Status(exchange.Host.Gateway, $"GET {Registry}/echo HTTP/1.1\r\nHost: localhost\r\nX-Road-Client: EE/GOV/9999/x\r\nX-Road-Client: {Open}\r\nConnection: close\r\n\r\n")).Should().Be(200);
        Last().Headers["X-Road-Client"].Should().Be(Open);
        using var ours = await exchange.Ask(Registry + "/echo", change: request => request.Headers.TryAddWithoutValidation("X-Road-Security-Server", "EE/GOV/70000001/hub"));
        ours.StatusCode.Should().Be(HttpStatusCode.OK);
        using var other = await exchange.Ask(Registry + "/echo", change: request => request.Headers.TryAddWithoutValidation("X-Road-Security-Server", "EE/GOV/1/other"));
        Of(other, "X-Road-Error").Should().Be("Server.ClientProxy.InvalidSecurityServer");
    }

    [Fact]
    public async Task A_member_is_known_by_any_of_its_certificates_and_by_no_other()
    {
        using var stranger = Identity.TlsHost.Make("stranger");
        foreach (var (certificate, good) in new[] { (exchange.Former, true), (exchange.Next, true), (stranger, false), (null, false) })
        {
            using var http = exchange.Tls(certificate);
            using var answer = await exchange.Ask(Registry + "/echo", Consumer, http: http);
            (Of(answer, "X-Road-Error") is null).Should().Be(good, "{0}", certificate?.Subject);
        }
        using var expired = exchange.Tls(exchange.Expired);
        await expired.Invoking(http => exchange.Ask(Registry + "/echo", Consumer, http: http)).Should().ThrowAsync<HttpRequestException>("the door takes only certificates of today");
    }

    [Fact]
    public async Task Bodies_stream_both_ways_whatever_their_size()
    {
        exchange.Provider.MayEnd = new();
        using var stream = await exchange.Ask(Registry + "/echo/stream");
        var first = new byte[5];
        await (await stream.Content.ReadAsStreamAsync()).ReadExactlyAsync(first);
        Encoding.ASCII.GetString(first).Should().Be("first", "the provider has not ended yet");
        exchange.Provider.MayEnd.SetResult();

        var body = new byte[30 * 1024 * 1024];
        using var answer = await exchange.Ask(Registry + "/echo/large", method: HttpMethod.Post, change: request => request.Content = new ByteArrayContent(body));
        (await answer.Content.ReadAsByteArrayAsync()).Length.Should().Be(body.Length);
        Last().Sha512.Should().Equal(SHA512.HashData(body));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_never_whole()
    {
        using var answer = await exchange.Ask(Registry + "/echo/short");
        // Whoever was faster: the beginning is on its way, or the exchange has heard of the end first.
        if (Of(answer, "X-Road-Error") is { } error) error.Should().Be("Server.ServerProxy.IOError");
        else await answer.Content.Invoking(content => content.ReadAsByteArrayAsync()).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Who_is_there_is_told_to_everybody()
    {
        using var json = await exchange.Ask("/listClients", client: null, change: request => request.Headers.TryAddWithoutValidation("Accept", "application/json"));
        var members = JsonDocument.Parse(await json.Content.ReadAsStringAsync()).RootElement.GetProperty("member").EnumerateArray().ToArray();
        members.Select(member => member.GetProperty("id").GetProperty("object_type").GetString()).Should().Equal("SUBSYSTEM", "MEMBER", "SUBSYSTEM", "SUBSYSTEM");
        members[0].GetProperty("id").GetProperty("subsystem_code").GetString().Should().Be("consumer");
        members[1].GetProperty("id").TryGetProperty("subsystem_code", out _).Should().BeFalse();
        using var xml = await exchange.Ask("/listClients?xRoadInstance=EE", client: null);
        XDocument.Parse(await xml.Content.ReadAsStringAsync()).Root!.Elements().Should().HaveCount(4);
        using var none = await exchange.Ask("/listClients?xRoadInstance=FI", client: null);
        XDocument.Parse(await none.Content.ReadAsStringAsync()).Root!.Elements().Should().BeEmpty();
    }

    [Fact]
    public async Task What_a_provider_has_and_what_a_client_may_use_can_be_asked()
    {
        (await Codes("listMethods")).Should().Equal("echo", "gone", "nodoc", "off", "part", "people", "slow", "yaml");
        (await Codes("allowedMethods")).Should().Equal("echo", "gone", "off", "part", "people", "slow", "yaml");
        using var posted = await exchange.Ask(Registry + "/listMethods", method: HttpMethod.Post);
        posted.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        using var unknown = await exchange.Ask("/r1/EE/GOV/9/x/listMethods");
        Of(unknown, "X-Road-Error").Should().Be("Server.ServerProxy.UnknownMember");
    }

    [Theory]
    [InlineData("echo", null)]
    [InlineData("yaml", null)]
    [InlineData("slow", "Server.ServerProxy.ServiceType")]
    [InlineData("nothing", "Server.ServerProxy.UnknownService")]
    [InlineData("nodoc", "Server.ServerProxy.HttpError")]
    [InlineData("", "Server.ServerProxy.InvalidRequest")]
    public async Task A_description_names_no_host(string code, string? error)
    {
        using var answer = await exchange.Ask($"{Registry}/getOpenAPI?serviceCode={code}");
        Of(answer, "X-Road-Error").Should().Be(error);
        var text = await answer.Content.ReadAsStringAsync();
        if (error is null) text.Should().NotContain("registry.example").And.Contain("/base");
        if (code == "yaml") text.Should().Be("openapi: 3.0.1\nservers:\n  - url: '/base' # ours\n    description: x\ninfo:\n  url: https://stays.example/\n");
    }

    private async Task<IEnumerable<string?>> Codes(string call)
    {
        using var answer = await exchange.Ask($"{Registry}/{call}");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("service").EnumerateArray().Select(service => service.GetProperty("service_code").GetString()).ToArray();
    }

    private Heard Last() => exchange.Provider.All.Last();

    // As whoever has the request makes it again; what this hop adds to reach the provider is no part of it.
    private static string HashOf(Heard heard, string target) =>
        RequestHash.Of(RequestHash.Head(heard.Method, target, heard.Headers.Where(header => header.Key is not ("Host" or "Content-Length" or "Transfer-Encoding"))), heard.Length == 0 ? null : heard.Sha512);

    private static string? Of(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
