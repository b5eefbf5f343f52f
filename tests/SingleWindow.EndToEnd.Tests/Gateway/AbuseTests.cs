using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Gateway;

/// <summary>A gateway before a hub of ours that writes down what reaches it.</summary>
public sealed class GuardedHub : IAsyncLifetime
{
    internal Backend Hub { get; private set; } = null!;

    internal HostProcess Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Hub = await Backend.Start();
        Host = new HostProcess($"--Gateway:Hubs:0={Hub.Url}");
        await Host.Start();
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Hub.DisposeAsync();
    }
}

/// <summary>What attackers send.</summary>
public sealed class AbuseTests : IClassFixture<GuardedHub>
{
    private readonly Backend hub;
    private readonly HostProcess host;

    public AbuseTests(GuardedHub guarded)
    {
        (hub, host) = (guarded.Hub, guarded.Host);
        hub.Reached.Clear();
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { "two lengths", "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd" },
        { "a length and chunks", "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" },
        { "an unknown transfer coding", "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" },
        { "chunks that are not last", "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n" },
        { "a negative length", "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n" },
        { "a length in words", "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: four\r\n\r\nabcd" },
        { "a bad chunk size", "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n" },
        { "a chunk that ends in a line feed", "POST /api/v1/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3;a\nabc\r\n0\r\n\r\n" },
        { "no host", "GET /api/v1/x HTTP/1.1\r\n\r\n" },
        { "two hosts", "GET /api/v1/x HTTP/1.1\r\nHost: localhost\r\nHost: evil.test\r\n\r\n" },
        { "a folded header", "GET /api/v1/x HTTP/1.1\r\nHost: localhost\r\nSW-Purpose: P01\r\n P02\r\n\r\n" },
        { "a blank before the colon", "GET /api/v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length : 4\r\n\r\nabcd" },
        { "a null in a header", "GET /api/v1/x HTTP/1.1\r\nHost: localhost\r\nSW-Purpose: P\0\r\n\r\n" },
        { "a header without a colon", "GET /api/v1/x HTTP/1.1\r\nHost: localhost\r\nnothing\r\n\r\n" },
        { "another protocol", "GET /api/v1/x HTTP/3.7\r\nHost: localhost\r\n\r\n" },
        { "no protocol", "GET /api/v1/x\r\n\r\n" },
        { "a foreign name", "GET /api/v1/x HTTP/1.1\r\nHost: evil.test\r\n\r\n" },
        { "a foreign name as the target", "GET http://evil.test/api/v1/x HTTP/1.1\r\nHost: evil.test\r\n\r\n" },
        { "a thousand headers", $"GET /api/v1/x HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, 1000).Select(number => $"H{number}: x\r\n"))}\r\n" },
        { "a header of 100 kB", $"GET /api/v1/x HTTP/1.1\r\nHost: localhost\r\nSW-Purpose: {new string('x', 100_000)}\r\n\r\n" },
        { "a path of 100 kB", $"GET /api/v1/{new string('x', 100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n" },
        { "the preface of HTTP/2 without TLS", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_is_malformed_is_refused_at_the_door(string what, string request)
    {
        (await RawHttp.Status(host.Gateway, request)).Should().BeOneOf([0, 400, 411, 414, 421, 431, 501, 505], "{0} is refused", what);
        hub.Reached.Should().BeEmpty("{0} stays outside", what);
    }

    [Theory]
    [InlineData("/api/v1/applications%2fapp_1")]
    [InlineData("/api/v1/applications%2Fapp_1")]
    [InlineData("/api/v1/applications%5capp_1")]
    [InlineData("/api/v1/applications%252fapp_1")]
    [InlineData("/api/v1/schemes/../applications")]
    [InlineData("/api/v1/schemes/%2e%2e/applications")]
    [InlineData("/api/v1/schemes/.%2E/applications")]
    [InlineData("/api/v1/./applications")]
    [InlineData("/api//v1/applications")]
    [InlineData("//evil.test/api/v1/applications")]
    [InlineData("/api/v1/applications;jsessionid=1")]
    [InlineData("/api/v1/applications%3bx")]
    [InlineData("/api/v1/applications%00")]
    [InlineData("/api/v1/applications%0d%0aX-A:1")]
    [InlineData("/api/v1\\applications")]
    [InlineData("/api/v1/applications%zz")]
    [InlineData("/docs/..%2f..%2fetc/passwd")]
    [InlineData("http://localhost/api/v1//x")]
    [InlineData("http://localhost/%2e%2e/x")]
    public async Task A_path_that_can_be_read_in_two_ways_is_refused(string path)
    {
        (await RawHttp.Status(host.Gateway, $"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")).Should().Be(400);
        hub.Reached.Should().BeEmpty();
    }

    [Fact]
    public async Task What_follows_a_whole_request_is_a_request_of_its_own_and_no_part_of_it()
    {
        // The second is hidden in what a front that believes the length would take for the body.
        const string smuggled = "POST /api/v1/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/v1/secret HTTP/1.1\r\nHost: localhost\r\n\r\n";
        var statuses = await RawHttp.Statuses(host.Gateway, smuggled, 2);
        // Either both are refused with the connection, or the chunks count (RFC 9112, 6.3) and the second is one request among others: never a part of the first.
        hub.Reached.Should().BeSubsetOf(["POST /api/v1/a", "GET /api/v1/secret"]);
        hub.Reached.Count.Should().Be(statuses.Count(status => status == 200), "each that reached the hub has an answer of its own");
    }

    [Fact]
    public async Task Who_sends_his_headers_drop_by_drop_is_cut_off_and_others_are_served_meanwhile()
    {
        using var slow = new TcpClient();
        await slow.ConnectAsync(host.Gateway.Host, host.Gateway.Port);
        await using var stream = slow.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("GET /api/v1/x HTTP/1.1\r\nHost: localhost\r\nA: "));
        var begun = Stopwatch.GetTimestamp();
        using var other = await host.Client.GetAsync("api/v1/other");
        other.IsSuccessStatusCode.Should().BeTrue();
        var answer = new byte[4096];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var read = await stream.ReadAsync(answer, patience.Token);
        Encoding.ASCII.GetString(answer, 0, read).Should().StartWith("HTTP/1.1 408");
        Stopwatch.GetElapsedTime(begun).Should().BeLessThan(TimeSpan.FromSeconds(30));
        hub.Reached.Should().Equal("GET /api/v1/other");
    }

    [Fact]
    public async Task The_door_stands_after_all_that()
    {
        foreach (var request in Malformed) await RawHttp.Status(host.Gateway, (string)request[1]);
        using var answer = await host.Client.GetAsync("api/v1/x");
        answer.IsSuccessStatusCode.Should().BeTrue();
        host.IsRunning.Should().BeTrue();
        host.Output.Should().NotContain("Unhandled exception");
    }
}
