using System.Net;
using Microsoft.Extensions.Configuration;

namespace SingleWindow.Hub.Cluster;

/// <summary>How this process takes part in the cluster.</summary>
/// <param name="Id">The cluster (<c>Cluster:Id</c>, default <c>singlewindow</c>): the same in all its processes. A store belongs to one cluster.</param>
/// <param name="Address">Where the other nodes reach the silo (<c>Silo:Address</c>, default 127.0.0.1); it listens there only.</param>
/// <param name="Port">Of the silo (<c>Silo:Port</c>).</param>
/// <param name="GatewayPort">For Orleans clients (<c>Silo:GatewayPort</c>).</param>
/// <param name="Drain">How long a node that stops goes on serving after it has told the gateways (<c>Cluster:DrainSeconds</c>, default 3; nothing on SQLite).</param>
internal sealed record NodeOptions(string Id, IPAddress Address, int Port, int GatewayPort, TimeSpan Drain)
{
    /// <summary>What every process of a cluster is called by default.</summary>
    public const string DefaultId = "singlewindow";

    private const int DefaultDrain = 3;

    public static NodeOptions From(IConfiguration settings) => new(
        settings["Cluster:Id"] ?? DefaultId,
        settings["Silo:Address"] is { } address ? IPAddress.Parse(address) : IPAddress.Loopback,
        settings.GetValue("Silo:Port", 11111),
        settings.GetValue("Silo:GatewayPort", 30000),
        settings["Store:Kind"] == "postgres" ? TimeSpan.FromSeconds(settings.GetValue("Cluster:DrainSeconds", DefaultDrain)) : TimeSpan.Zero);
}
