using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace SingleWindow.Gateway.Requests;

/// <summary>
/// The names under which this door may be spoken to: <c>Gateway:Hosts</c>, or the issuer's, those it listens on, and the loopback's. Kestrel takes any name, and what believes
/// a wrong one later sends people to it. Probes come by address.
/// </summary>
internal sealed class ServedHosts
{
    private readonly HashSet<string>? names;

    public ServedHosts(IConfiguration settings)
    {
        string[] named = settings["Gateway:Hosts"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (named.Contains("*")) return;
        if (named.Length == 0)
        {
            var listening = (settings["Gateway:Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(url => BindingAddress.Parse(url).Host);
            named = ["localhost", "127.0.0.1", "[::1]", .. listening, .. Uri.TryCreate(settings["Identity:Issuer"], UriKind.Absolute, out var issuer) ? [issuer.Host] : Array.Empty<string>()];
        }
        names = new(named, StringComparer.OrdinalIgnoreCase);
    }

    public Task Check(HttpContext context, RequestDelegate next) =>
        names is null || names.Contains(context.Request.Host.Host) || context.Request.Path.Value is "/healthz" or "/readyz" ? next(context) : context.Write(GatewayProblems.UnknownHost);
}
