using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Cluster;

/// <summary>Before the silo joins and anything is written: is this our store, and are these its keys?</summary>
internal sealed class ClusterClaim(PostgresCluster cluster, IKeyVault keys, NodeOptions options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken) =>
        await cluster.Claim(options.Id, Convert.ToHexStringLower(SHA256.HashData(await keys.Secret("cluster-check", cancellationToken))), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
