using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace SingleWindow.Gateway.Routing;

/// <summary>A server that could not be reached once is not tried for a moment: a caller who sends its request again at once meets another one.</summary>
internal sealed class FirstFailure(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    /// <summary>After this the server is tried again, also if nobody has looked after it meanwhile.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public string Name => nameof(FirstFailure);

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        // That a caller hung up or sent too much says nothing about the server.
        if (context.GetForwarderErrorFeature()?.Error is ForwarderError.Request or ForwarderError.RequestTimedOut or ForwarderError.ResponseBodyDestination)
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, Pause);
    }
}
