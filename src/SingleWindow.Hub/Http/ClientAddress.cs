using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;

namespace SingleWindow.Hub.Http;

/// <summary>
/// Where a request comes from, and with which certificate. The hub sees the gateway's address; the gateway says in <c>X-Forwarded-For</c> whose it saw, and in <c>Client-Cert</c> with which certificate. Only gateways are believed:
/// those of this machine, unless <c>Hub:TrustedGateways</c> names others, by address or network; for a certificate they have to prove themselves (<see cref="GatewayProof"/>).
/// </summary>
internal static class ClientAddress
{
    public static void UseClientAddress(this WebApplication app, IConfiguration settings)
    {
        // One hop: what stands before the gateway's own entry was written by somebody whom nobody knows.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = 1 };
        if (settings.GetSection("Hub:TrustedGateways").Get<string[]>() is { Length: > 0 } gateways)
        {
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (var gateway in gateways)
            {
                if (IPAddress.TryParse(gateway, out var address)) options.KnownProxies.Add(address);
                else options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(gateway));
            }
        }
        var proof = new GatewayProof(settings);
        app.Use((context, next) =>
        {
            // The address alone is not enough: other programs of this machine have it too, and a certificate is public.
            if (context.Request.Headers.ContainsKey(CertificateBinding.Header) && !(IsGateway(context.Connection.RemoteIpAddress) && proof.Holds(context.Request))) context.Request.Headers.Remove(CertificateBinding.Header);
            return next(context);
        });
        app.UseForwardedHeaders(options);

        bool IsGateway(IPAddress? from) => (from is { IsIPv4MappedToIPv6: true } ? from.MapToIPv4() : from) is { } plain && (options.KnownProxies.Contains(plain) || options.KnownIPNetworks.Any(network => network.Contains(plain)));
    }
}
