using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace SingleWindow.Identity.Clients;

/// <summary>TLS ends at the gateway, which tells the certificate of a client (RFC 9440). Only gateways are believed: those of this machine, unless <c>Hub:TrustedGateways</c> names others, and only with the proof that <c>Gateway:Secret</c> gives: other programs have such an address too, and a certificate is public.</summary>
internal static class CertificateOfCaller
{
    private const string Header = "Client-Cert";
    private const string Proof = "Client-Cert-Proof";

    public static void UseCertificateOfCaller(this WebApplication app, IConfiguration settings)
    {
        // An address is a network of one.
        System.Net.IPNetwork[] gateways = [.. (settings.GetSection("Hub:TrustedGateways").Get<string[]>() ?? ["127.0.0.0/8", "::1"]).Select(one =>
            IPAddress.TryParse(one, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8) : System.Net.IPNetwork.Parse(one))];
        var secret = settings["Gateway:Secret"] is { Length: > 0 } text ? Encoding.UTF8.GetBytes(text) : null;
        app.Use((context, next) =>
        {
            if (context.Request.Headers[Header].ToString() is not [':', .. var encoded, ':'] || secret is null || !IsGateway(context.Connection.RemoteIpAddress)) return next(context);
            try
            {
                var certificate = Convert.FromBase64String(encoded);
                if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, certificate), Convert.FromBase64String(context.Request.Headers[Proof].ToString()))) return next(context);
                context.Connection.ClientCertificate = X509CertificateLoader.LoadCertificate(certificate);
                // The certificate of a connection comes from TLS alone, and OpenIddict looks for one only there.
                context.Request.Scheme = Uri.UriSchemeHttps;
                context.Response.RegisterForDispose(context.Connection.ClientCertificate);
            }
            catch (Exception malformed) when (malformed is FormatException or CryptographicException)
            {
                // No gateway writes such a thing: the request goes on without.
            }
            return next(context);
        });

        bool IsGateway(IPAddress? from) => (from is { IsIPv4MappedToIPv6: true } ? from.MapToIPv4() : from) is { } plain && Array.Exists(gateways, network => network.Contains(plain));
    }
}
