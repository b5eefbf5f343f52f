using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.Host;

namespace SingleWindow.EndToEnd.Tests.Gateway;

public sealed class TlsTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("singlewindow-tls-");
    private Backend hub = null!;
    private Uri https = null!;

    public async Task InitializeAsync() => hub = await Backend.Start();

    public async Task DisposeAsync()
    {
        await hub.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task With_a_certificate_the_door_speaks_tls_of_today_and_http_2_and_tells_browsers_to_stay()
    {
        await using var host = await Start("one.test");
        using var client = Client();
        using var answer = await client.GetAsync("api/v1/x");
        answer.Version.Should().Be(HttpVersion.Version20);
        answer.Headers.GetValues("Strict-Transport-Security").Should().Equal("max-age=31536000; includeSubDomains");
        using var plain = await host.Client.GetAsync("api/v1/x");
        plain.Headers.Contains("Strict-Transport-Security").Should().BeFalse("nobody may say so over http");

        foreach (var (protocol, served) in new[] { (SslProtocols.Tls12, true), (SslProtocols.Tls13, true) })
            (await Speaks(protocol)).Should().Be(served);
#pragma warning disable SYSLIB0039, CA5397 // What is tried here is that it is refused.
        (await Speaks(SslProtocols.Tls11)).Should().BeFalse();
#pragma warning restore SYSLIB0039, CA5397
    }

    [Fact]
    public async Task A_renewed_certificate_is_used_without_a_restart()
    {
        await using var host = await Start("one.test");
        (await Shown()).Should().Contain("one.test");
        Write("two.test");
        await Eventually.Get(Shown, shown => shown.Contains("two.test", StringComparison.Ordinal), "the new certificate is shown");
    }

    [Fact]
    public async Task Where_client_certificates_are_required_nobody_comes_in_without_a_valid_one()
    {
        await using var host = await Start("one.test", "--Gateway:Tls:ClientCertificates=require");
        using var none = Client();
        await none.Invoking(client => client.GetAsync("api/v1/x")).Should().ThrowAsync<HttpRequestException>();
        using var expired = Client(Make("past", TimeSpan.FromDays(-10), TimeSpan.FromDays(-1)));
        await expired.Invoking(client => client.GetAsync("api/v1/x")).Should().ThrowAsync<HttpRequestException>();
        hub.Reached.Should().BeEmpty();
        using var valid = Client(Make("member", TimeSpan.FromDays(-1), TimeSpan.FromDays(1)));
        (await valid.GetStringAsync("api/v1/x")).Should().Be("hub");
    }

    [Theory]
    [InlineData("--Gateway:Urls=https://localhost:0", "needs Gateway:Tls:Certificate")]
    [InlineData("--Gateway:Tls:Certificate=/nowhere.pem", "there is no file")]
    [InlineData("--Gateway:Tls:ClientCertificates=maybe", "neither none nor allow nor require")]
    [InlineData("--Hub:Urls=https://localhost:0", "TLS ends at the gateway")]
    public async Task What_cannot_work_is_said_before_anything_starts(string setting, string why)
    {
        var finished = await HostProcess.RunHost(setting);
        finished.ExitCode.Should().Be(2);
        finished.Errors.Should().Contain(why);
    }

    private async Task<HostProcess> Start(string name, params IEnumerable<string> extra)
    {
        Write(name);
        int port;
        using (var ports = new Ports()) port = ports.Free();
        https = new($"https://localhost:{port}/");
        var host = new HostProcess([$"--Gateway:Hubs:0={hub.Url}", $"--Gateway:Tls:Certificate={folder.FullName}/tls.pem", $"--Gateway:Tls:Key={folder.FullName}/tls.key", .. extra]);
        host.Add($"--Gateway:Urls={host.Gateway.GetLeftPart(UriPartial.Authority)};https://localhost:{port}");
        await host.Start();
        return host;
    }

    private void Write(string name)
    {
        using var certificate = Make(name, TimeSpan.FromDays(-1), TimeSpan.FromDays(30));
        File.WriteAllText($"{folder.FullName}/tls.pem", certificate.ExportCertificatePem());
        File.WriteAllText($"{folder.FullName}/tls.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    private static X509Certificate2 Make(string name, TimeSpan from, TimeSpan to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(now + from, now + to);
    }

    private HttpClient Client(X509Certificate2? own = null)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = IsOurs;
        if (own is not null) handler.SslOptions.ClientCertificates = [own];
        return new(handler) { BaseAddress = https, DefaultRequestVersion = HttpVersion.Version20 };
    }

    // Nobody signed it: what is tested is that it is the one we gave.
    private static bool IsOurs(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate?.Subject.EndsWith(".test", StringComparison.Ordinal) is true;

    private async Task<string> Shown() => (await Handshake(SslProtocols.None))!;

    private async Task<bool> Speaks(SslProtocols protocol) => await Handshake(protocol) is not null;

    private async Task<string?> Handshake(SslProtocols protocol)
    {
        using var connection = new System.Net.Sockets.TcpClient();
        await connection.ConnectAsync(https.Host, https.Port);
        await using var tls = new SslStream(connection.GetStream(), false, IsOurs);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = protocol });
            return tls.RemoteCertificate!.Subject;
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return null;
        }
    }
}
