using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

namespace SingleWindow.Gateway.Routing;

/// <summary>Which path belongs to which server behind the gateway.</summary>
internal static class Routes
{
    private const string Hub = "hub";
    private const string Identity = "identity";

    public static void AddRoutes(this IServiceCollection services, IConfiguration settings)
    {
        RouteConfig[] routes =
        [
            Route("api", Hub), Route("openapi", Hub), Route("docs", Hub),
            Route("account", Identity), Route("connect", Identity), Route(".well-known", Identity),
        ];
        ClusterConfig[] clusters = [Cluster(Hub, HubAddresses(settings)), Cluster(Identity, [IdentityAddress(settings)])];
        services.AddSingleton<IPassiveHealthCheckPolicy, FirstFailure>();
        services.AddReverseProxy()
            .LoadFromMemory(routes, clusters)
            .ConfigureHttpClient((_, handler) =>
            {
                handler.ConnectTimeout = TimeSpan.FromSeconds(2);
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.UseProxy = false;
                handler.AutomaticDecompression = DecompressionMethods.None;
            });
    }

    public static IReadOnlyList<string> HubAddresses(IConfiguration settings) =>
        settings.GetSection("Gateway:Hubs").Get<string[]>() is { Length: > 0 } hubs ? hubs : ["http://127.0.0.1:5001"];

    /// <summary>Those that are named, or the machines of the hubs.</summary>
    public static IReadOnlyList<string> SiloAddresses(IConfiguration settings) => settings.GetSection("Gateway:Silos").Get<string[]>() is { Length: > 0 } silos
        ? silos : [.. HubAddresses(settings).Select(hub => $"{new Uri(hub).Host}:{settings.GetValue("Silo:GatewayPort", 30000)}")];

    public static string IdentityAddress(IConfiguration settings) => settings["Gateway:Identity"] ?? "http://127.0.0.1:5002";

    private static RouteConfig Route(string segment, string cluster) => new RouteConfig
    {
        RouteId = segment,
        ClusterId = cluster,
        Match = new RouteMatch { Path = $"/{segment}/{{**rest}}" },
    }.WithTransformXForwarded(xDefault: ForwardedTransformActions.Set);

    // Of several, those are asked that answer. One alone is asked in any case: better a late answer than none.
    private static HealthCheckConfig? HealthOf(IReadOnlyList<string> addresses) => addresses.Count == 1 ? null : new HealthCheckConfig
    {
        Active = new ActiveHealthCheckConfig { Enabled = true, Path = "/healthz", Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(1), Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures },
        Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = nameof(FirstFailure) },
        AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
    };

    private static ClusterConfig Cluster(string id, IReadOnlyList<string> addresses) => new()
    {
        ClusterId = id,
        HealthCheck = HealthOf(addresses),
        // A node that stops says so once, some seconds before it closes.
        Metadata = new Dictionary<string, string> { [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1" },
        Destinations = addresses.Select((address, index) => (address, index)).ToDictionary(
            destination => $"{id}{destination.index}", destination => new DestinationConfig { Address = destination.address }, StringComparer.Ordinal),
    };
}
