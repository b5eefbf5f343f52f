using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Gateway;

[Collection(RunningHostGroup.Name)]
public sealed class DoorTests(RunningHost running)
{
    private readonly HttpClient gateway = running.Host.Client;

    [Theory]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    [InlineData("get")]
    public async Task Only_the_methods_of_the_api_come_in(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "api/v1/schemes");
        // HttpClient corrects the case of methods that it knows, so this one goes by hand.
        var status = method == "get" ? await RawHttp.Status(running.Host.Gateway, "get /api/v1/schemes HTTP/1.1\r\nHost: localhost\r\n\r\n")
            : (int)(await gateway.SendAsync(request)).StatusCode;
        status.Should().Be(405);
    }

    [Fact]
    public async Task Connect_is_refused() =>
        (await RawHttp.Status(running.Host.Gateway, "CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n\r\n")).Should().BeOneOf(400, 405);

    [Fact]
    public async Task An_unknown_address_is_a_problem()
    {
        using var answer = await gateway.GetAsync("nothing/here");
        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("code").GetString().Should().Be("GWY-00001");
        problem.GetProperty("status").GetInt32().Should().Be(404);
        problem.GetProperty("traceId").GetString().Should().HaveLength(32);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused_announced_or_not(bool announced)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/applications") { Content = new ByteArrayContent(new byte[2 * 1024 * 1024]) };
        request.Headers.TransferEncodingChunked = !announced;
        request.Headers.ExpectContinue = true;
        using var answer = await gateway.SendAsync(request);
        // Announced, the door refuses it; unannounced, the hub asks for a token before it reads a byte.
        answer.StatusCode.Should().Be(announced ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.Unauthorized);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().Should().Be(announced ? "GWY-00003" : "API-00011");
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers_and_names_no_server()
    {
        using var answer = await gateway.GetAsync("api/v1/nothing");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        answer.Headers.GetValues("Content-Security-Policy").Should().Equal("default-src 'none'; frame-ancestors 'none'");
        answer.Headers.GetValues("Cross-Origin-Opener-Policy").Should().Equal("same-origin");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.Server.Should().BeEmpty();
    }
}
