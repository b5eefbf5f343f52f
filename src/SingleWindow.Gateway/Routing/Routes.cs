using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Transforms;

namespace SingleWindow.Gateway.Routing;

/// <summary>Which path belongs to which server behind the gateway, and how long it may take.</summary>
internal static class Routes
{
    private const string Hub = "hub";
    private const string Identity = "identity";

    public static void AddRoutes(this IServiceCollection services, IConfiguration settings)
    {
        var hubs = new Hubs(settings);
        services.AddSingleton(hubs).AddHostedService<HubsFollower>();
        services.AddSingleton<IPassiveHealthCheckPolicy, FirstFailure>();
        services.AddRequestTimeouts();
        services.AddReverseProxy()
            .LoadFromMemory(All(settings), Clusters(hubs.Addresses, settings))
            .ConfigureHttpClient((_, handler) =>
            {
                handler.ConnectTimeout = TimeSpan.FromSeconds(2);
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.UseProxy = false;
                handler.AutomaticDecompression = DecompressionMethods.None;
            });
    }

    /// <summary>Streams of records, batches and documents take as long as they move; what has none of these is answered within <c>Gateway:TimeoutSeconds</c> (30).</summary>
    public static IReadOnlyList<RouteConfig> All(IConfiguration settings)
    {
        var soon = TimeSpan.FromSeconds(settings.GetValue("Gateway:TimeoutSeconds", 30));
        return
        [
            Route("api", Hub), Route("openapi", Hub, soon), Route("docs", Hub, soon),
            Route("connect", Identity, soon), Route("account", Identity, soon), Route(".well-known", Identity, soon),
        ];
    }

    /// <summary>When nothing has come or gone for <c>Gateway:SilenceSeconds</c> (60), the other side is gone; streams send a heartbeat before that.</summary>
    public static IReadOnlyList<ClusterConfig> Clusters(IReadOnlyList<string> hubs, IConfiguration settings)
    {
        var silence = TimeSpan.FromSeconds(settings.GetValue("Gateway:SilenceSeconds", 60));
        return [Cluster(Hub, hubs, silence), Cluster(Identity, [IdentityAddress(settings)], silence)];
    }

    public static string IdentityAddress(IConfiguration settings) => settings["Gateway:Identity"] ?? "http://127.0.0.1:5002";

    private static RouteConfig Route(string segment, string cluster, TimeSpan? within = null) => new RouteConfig
    {
        RouteId = segment,
        ClusterId = cluster,
        Match = new RouteMatch { Path = $"/{segment}/{{**rest}}" },
        Timeout = within,
    }.WithTransformXForwarded(xDefault: ForwardedTransformActions.Set);

    // Of several, those are asked that answer. One alone is asked in any case: better a late answer than none.
    private static HealthCheckConfig? HealthOf(IReadOnlyList<string> addresses) => addresses.Count == 1 ? null : new HealthCheckConfig
    {
        Active = new ActiveHealthCheckConfig { Enabled = true, Path = "/healthz", Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(1), Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures },
        Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = nameof(FirstFailure) },
        AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
    };

    private static ClusterConfig Cluster(string id, IReadOnlyList<string> addresses, TimeSpan silence) => new()
    {
        ClusterId = id,
        HealthCheck = HealthOf(addresses),
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = silence },
        // A node that stops says so once, some seconds before it closes.
        Metadata = new Dictionary<string, string> { [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1" },
        // Named by their addresses: what takes the place of another in the list is no heir of its health.
        Destinations = addresses.Distinct().ToDictionary(address => new Uri(address).Authority, address => new DestinationConfig { Address = address }, StringComparer.Ordinal),
    };
}
