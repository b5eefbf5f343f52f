using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using SingleWindow.Core.Callers;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Http;

/// <summary>
/// Where a request comes from, and with which certificate. The hub sees the gateway's address; the gateway says in <c>X-Forwarded-For</c> whose it saw, and in <c>Client-Cert</c> with which certificate. Only gateways are believed:
/// those of this machine, unless <c>Hub:TrustedGateways</c> names others, by address or network; for a certificate they have to prove themselves (<see cref="ToldCertificate"/>).
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
            foreach (var gateway in gateways) options.KnownIPNetworks.Add(Networks.Of(gateway));
        }
        var told = new ToldCertificate(settings["Gateway:Secret"]);
        app.Use((context, next) =>
        {
            // The address alone is not enough: other programs of this machine have it too, and a certificate is public.
            var headers = context.Request.Headers;
            if (headers.TryGetValue(ToldCertificate.Header, out var certificate) && !(IsGateway(context.Connection.RemoteIpAddress) && told.Proved(certificate, headers[ToldCertificate.ProofHeader]) is not null)) headers.Remove(ToldCertificate.Header);
            return next(context);
        });
        app.UseForwardedHeaders(options);

        // By default, those of this machine stand among the proxies.
        bool IsGateway(IPAddress? from) => options.KnownIPNetworks.Have(from) || (from is not null && options.KnownProxies.Contains(from));
    }
}
