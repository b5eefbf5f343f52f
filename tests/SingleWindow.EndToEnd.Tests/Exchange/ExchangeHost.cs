using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.EndToEnd.Tests.Identity;
using SingleWindow.Host;

namespace SingleWindow.EndToEnd.Tests.Exchange;

/// <summary>A host whose members ask each other, over http and over TLS.</summary>
public sealed class ExchangeHost : IAsyncLifetime
{
    /// <summary>May ask for everything, and need not show who it is.</summary>
    public const string Open = "EE/GOV/3001/open";

    /// <summary>Shows a certificate.</summary>
    public const string Consumer = "EE/GOV/1001/consumer";

    /// <summary>The provider's services.</summary>
    public const string Registry = "/r1/EE/GOV/2001/registry";

    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("singlewindow-exchange-");
    private Uri https = null!;

    public HostProcess Host { get; private set; } = null!;

    public Provider Provider { get; private set; } = null!;

    /// <summary>Of the member that shows one: the former and the next.</summary>
    public X509Certificate2 Former { get; } = TlsHost.Make("former");

    public X509Certificate2 Next { get; } = TlsHost.Make("next", rsa: true);

    public X509Certificate2 Expired { get; } = TlsHost.Make("expired", until: TimeSpan.FromDays(-1));

    public async Task InitializeAsync()
    {
        Provider = await Provider.Start();
        using (var door = TlsHost.Make("door.test"))
        {
            await File.WriteAllTextAsync($"{folder.FullName}/door.pem", door.ExportCertificatePem());
            await File.WriteAllTextAsync($"{folder.FullName}/door.key", door.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        }
        object Service(string code, string? url = null, string? openapi = null, bool enabled = true, int timeout = 20, object? personal = null) =>
            new { id = $"EE/GOV/2001/registry/{code}", type = openapi is null ? "REST" : "OPENAPI", url = url ?? Provider.Url + "/base/", openapi, enabled, notice = enabled ? null : "Until Monday.", timeoutSeconds = timeout, personal };
        object Right(string client, string code, object[]? endpoints = null) => new { client, service = $"EE/GOV/2001/registry/{code}", endpoints };
        var file = new
        {
            instance = "EE",
            serverId = "EE/GOV/70000001/hub",
            members = new object[]
            {
                new { id = Consumer, name = "Board", certificates = new[] { Former, Next, Expired }.Select(one => Convert.ToBase64String(one.RawData)), auth = "mtls" },
                new { id = Open, name = "Open <&> Ltd", auth = "none" }, new { id = "EE/GOV/2001/registry", name = "Registry" }, new { id = "EE/GOV/2001", name = "Registrar" },
            },
            services = new[]
            {
                Service("echo", openapi: Provider.Url + "/openapi.json"), Service("yaml", openapi: Provider.Url + "/openapi.yaml"), Service("off", enabled: false), Service("slow", timeout: 1),
                Service("gone", "http://127.0.0.1:9"), Service("part"), Service("people", personal: new { recordType = "permit", subject = "path:0" }), Service("nodoc", openapi: Provider.Url + "/teapot"),
            },
            rights = new[] { "echo", "yaml", "off", "slow", "gone", "people" }.Select(code => Right(Open, code)).Append(Right(Consumer, "echo")).Append(Right(Open, "part", [new { method = "GET", path = "/v1/permits/*" }])),
        };
        await File.WriteAllTextAsync($"{folder.FullName}/exchange.json", JsonSerializer.Serialize(file, WithoutNulls));
        int port;
        using (var ports = new Ports()) port = ports.Free();
        https = new($"https://localhost:{port}/");
        Host = new HostProcess(
            $"--Gateway:Tls:Certificate={folder.FullName}/door.pem", $"--Gateway:Tls:Key={folder.FullName}/door.key", "--Gateway:Tls:ClientCertificates=allow",
            $"--Exchange:File={folder.FullName}/exchange.json", "--Exchange:AllowUnauthenticated=true");
        Host.Add($"--Gateway:Urls={Host.Gateway.GetLeftPart(UriPartial.Authority)};{https.GetLeftPart(UriPartial.Authority)}");
        await Host.Start();
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Provider.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Asks over http, in the name of a client; the target goes out as it is written.</summary>
    public Task<HttpResponseMessage> Ask(string target, string? client = Open, HttpMethod? method = null, Action<HttpRequestMessage>? change = null, HttpClient? http = null)
    {
        var server = http ?? Host.Client;
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(server.BaseAddress!.GetLeftPart(UriPartial.Authority) + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (client is not null) request.Headers.TryAddWithoutValidation("X-Road-Client", client);
        change?.Invoke(request);
        return server.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Speaks TLS.</summary>
    public HttpClient Tls(X509Certificate2? own)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=door.test";
        if (own is not null) handler.SslOptions.ClientCertificates = [own];
        return new(handler) { BaseAddress = https };
    }
}
