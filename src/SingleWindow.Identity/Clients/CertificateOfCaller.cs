using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace SingleWindow.Identity.Clients;

/// <summary>TLS ends at the gateway, which tells the certificate of a client (RFC 9440). Only gateways are believed: those of this machine, unless <c>Hub:TrustedGateways</c> names others.</summary>
internal static class CertificateOfCaller
{
    private const string Header = "Client-Cert";

    public static void UseCertificateOfCaller(this WebApplication app, IConfiguration settings)
    {
        // An address is a network of one.
        System.Net.IPNetwork[] gateways = [.. (settings.GetSection("Hub:TrustedGateways").Get<string[]>() ?? ["127.0.0.0/8", "::1"]).Select(one =>
            IPAddress.TryParse(one, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8) : System.Net.IPNetwork.Parse(one))];
        app.Use((context, next) =>
        {
            if (context.Request.Headers[Header].ToString() is not [':', .. var encoded, ':'] || !IsGateway(context.Connection.RemoteIpAddress)) return next(context);
            try
            {
                context.Connection.ClientCertificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(encoded));
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
