using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using SingleWindow.Core.Shared;

namespace SingleWindow.Gateway.Requests;

/// <summary>
/// Where TLS ends at a proxy of the installation, everybody comes from its address, over http: what <c>Gateway:TrustedProxies</c> (addresses and networks) say in <c>X-Forwarded-For</c> and
/// <c>-Proto</c> is believed, up to the first that is not one of them. Everybody else's is taken away with all other claims.
/// </summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app, IConfiguration settings)
    {
        if (settings.GetSection("Gateway:TrustedProxies").Get<string[]>() is not { Length: > 0 } trusted) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var one in trusted) options.KnownIPNetworks.Add(Networks.Of(one));
        app.UseForwardedHeaders(options);
    }
}
