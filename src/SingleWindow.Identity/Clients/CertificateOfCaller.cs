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
        IPAddress[] gateways = [.. (settings.GetSection("Hub:TrustedGateways").Get<string[]>() ?? []).Select(IPAddress.Parse)];
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

        bool IsGateway(IPAddress? from) => from is not null && (gateways.Length == 0 ? IPAddress.IsLoopback(from) : gateways.Contains(from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from));
    }
}
