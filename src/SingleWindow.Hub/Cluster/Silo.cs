using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Cluster;

/// <summary>How the silo of this process finds the others, and how soon they find out that one of them died (ops/decisions/0019).</summary>
internal static class Silo
{
    /// <summary>Measured: a killed silo is out of the cluster within two of these and a vote.</summary>
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(1);

    public static ISiloBuilder Join(this ISiloBuilder silo, NodeOptions options, StorageOptions storage, ClusterNode node)
    {
        if (storage.Connection is null) silo.UseLocalhostClustering(serviceId: options.Id, clusterId: options.Id);
        else silo.UseAdoNetClustering(table => table.Configure<PostgresCluster>(static (settings, cluster) => cluster.Serve(settings)));
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.Id, options.Id));
        silo.Configure<SiloOptions>(named => named.SiloName = node.Name);
        silo.Configure<EndpointOptions>(endpoint =>
        {
            endpoint.AdvertisedIPAddress = options.Address;
            endpoint.SiloPort = options.Port;
            endpoint.GatewayPort = options.GatewayPort;
            endpoint.SiloListeningEndpoint = new IPEndPoint(options.Address, options.Port);
            endpoint.GatewayListeningEndpoint = new IPEndPoint(options.Address, options.GatewayPort);
        });
        return silo.Configure<ClusterMembershipOptions>(Tune);
    }

    private static void Tune(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = Probe;
        // Left alone, it would shrink to a half when all is quiet, and then a busy moment looks like a death.
        membership.MinProbeTimeout = Probe;
        // Left alone, it would grow to four times as much when all is busy, and who is frozen then would be waited for all that time, twice.
        membership.MaxProbeTimeout = 2 * Probe;
        membership.NumMissedProbesLimit = 2;
        // Of two nodes, one may say so alone: Orleans asks for no more than half of the living.
        membership.NumVotesForDeathDeclaration = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
    }
}
