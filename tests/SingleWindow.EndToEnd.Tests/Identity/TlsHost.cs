using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.Host;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>A host whose door speaks TLS and takes certificates of clients.</summary>
public sealed class TlsHost : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("singlewindow-mtls-");
    private Uri https = null!;

    public HostProcess Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        using (var certificate = Make("door.test")) Write("door", certificate);
        int port;
        using (var ports = new Ports()) port = ports.Free();
        https = new($"https://localhost:{port}/");
        Host = new HostProcess($"--Gateway:Tls:Certificate={folder.FullName}/door.pem", $"--Gateway:Tls:Key={folder.FullName}/door.key", "--Gateway:Tls:ClientCertificates=allow");
        Host.Add($"--Gateway:Urls={Host.Gateway.GetLeftPart(UriPartial.Authority)};{https.GetLeftPart(UriPartial.Authority)}");
        await Host.Start();
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>As <c>openssl req -x509</c> makes them, or issued by another one.</summary>
    public static X509Certificate2 Make(string name, bool rsa = false, TimeSpan? until = null, X509Certificate2? issuer = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsaKey = RSA.Create(2048);
        var request = rsa ? new CertificateRequest($"CN={name}", rsaKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: issuer is null, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        using var made = issuer is null ? request.CreateSelfSigned(now.AddDays(-2), now + (until ?? TimeSpan.FromDays(1)))
            : request.Create(issuer, now.AddDays(-1), issuer.NotAfter, RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>A client that is registered with this certificate, an operator.</summary>
    public async Task<Finished> Register(X509Certificate2 certificate, string name = "client")
    {
        Write(name, certificate);
        return await Host.Run("client", "create", "Machine", "--scope", "operator", "--party", "operator", "--certificate", $"{folder.FullName}/{name}.pem");
    }

    /// <summary>Speaks TLS, with a certificate or none.</summary>
    public HttpClient Client(X509Certificate2? own = null)
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=door.test";
        if (own is not null) handler.SslOptions.ClientCertificates = [own];
        return new(handler) { BaseAddress = https };
    }

    private void Write(string name, X509Certificate2 certificate)
    {
        File.WriteAllText($"{folder.FullName}/{name}.pem", certificate.ExportCertificatePem());
        if (certificate.GetECDsaPrivateKey() is { } key) File.WriteAllText($"{folder.FullName}/{name}.key", key.ExportPkcs8PrivateKeyPem());
    }
}
