using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;

namespace SingleWindow.Gateway.Requests;

/// <summary>
/// TLS 1.2 and 1.3 where <c>Gateway:Urls</c> says https, with the certificate chain of <c>Gateway:Tls:Certificate</c> and the key of <c>Gateway:Tls:Key</c> (PEM). Both files are looked at again,
/// so that a certificate is renewed without a restart. Who a client certificate belongs to is told by its pin, later: here it only has to be valid today.
/// </summary>
internal sealed class Tls
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    private readonly string certificate;
    private readonly string key;
    private readonly Lock gate = new();
    private (SslStreamCertificateContext Context, string Files, long Looked) current;

    private Tls(string certificate, string key)
    {
        (this.certificate, this.key) = (certificate, key);
        current = (Read(), Files, Environment.TickCount64);
    }

    // Their text: in a volume of Kubernetes they are links, whose own time never changes.
    private string Files => File.ReadAllText(certificate) + File.ReadAllText(key);

    /// <summary>Sets it up; nothing when no certificate is given.</summary>
    /// <exception cref="IOException">A file cannot be read, or is not what it should be.</exception>
    public static void Use(IWebHostBuilder web, IConfiguration settings)
    {
        if (settings["Gateway:Tls:Certificate"] is not { } certificate) return;
        var tls = new Tls(certificate, settings["Gateway:Tls:Key"] ?? throw new IOException("Gateway:Tls:Certificate needs Gateway:Tls:Key beside it."));
        var clients = settings["Gateway:Tls:ClientCertificates"] switch { "require" => ClientCertificateMode.RequireCertificate, "allow" => ClientCertificateMode.AllowCertificate, _ => ClientCertificateMode.NoCertificate };
        web.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            https.ServerCertificate = tls.current.Context.TargetCertificate;
            https.OnAuthenticate = (_, ssl) => (ssl.ServerCertificate, ssl.ServerCertificateContext) = (null, tls.Now());
            https.ClientCertificateMode = clients;
            https.ClientCertificateValidation = (client, _, _) => client.NotBefore.ToUniversalTime() <= Today && Today <= client.NotAfter.ToUniversalTime();
        }));
    }

    private static DateTime Today => TimeProvider.System.GetUtcNow().UtcDateTime;

    private SslStreamCertificateContext Now()
    {
        lock (gate)
        {
            if (Environment.TickCount64 - current.Looked < Look.TotalMilliseconds) return current.Context;
            current.Looked = Environment.TickCount64;
            try
            {
                if (Files is var files && files != current.Files) current = (Read(), files, current.Looked);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Half of a renewal: the old one is good until the other half is there.
            }
            return current.Context;
        }
    }

    private SslStreamCertificateContext Read()
    {
        try
        {
            using var pem = X509Certificate2.CreateFromPemFile(certificate, key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);
            // Of a certificate that was made from PEM some platforms cannot use the key before it is written and read once.
            var own = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
            return SslStreamCertificateContext.Create(own, [.. chain.Skip(1)], offline: true);
        }
        catch (Exception failure) when (failure is System.Security.Cryptography.CryptographicException or UnauthorizedAccessException)
        {
            throw new IOException($"Gateway:Tls: {failure.Message}", failure);
        }
    }
}
