using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Cluster;

/// <summary>Before the silo joins and anything is written: is this our store, are these its keys, and do the others reach us?</summary>
internal sealed class ClusterClaim(PostgresCluster cluster, IKeyVault keys, NodeOptions options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await cluster.Claim(options.Id, Convert.ToHexStringLower(SHA256.HashData(await keys.Secret("cluster-check", cancellationToken))), cancellationToken);
        await cluster.CheckAddress(options.Address, Dns.GetHostName(), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
