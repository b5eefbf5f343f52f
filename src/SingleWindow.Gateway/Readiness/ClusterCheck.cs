using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SingleWindow.Gateway.Readiness;

/// <summary>Whether a silo answers a call: a connection alone says nothing about the silo behind it.</summary>
internal sealed class ClusterCheck(IClusterClient cluster) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var silos = await cluster.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, cancellationToken).WaitAsync(Patience, cancellationToken);
            return silos.Count > 0 ? HealthCheckResult.Healthy($"{silos.Count} silo(s)") : HealthCheckResult.Unhealthy("no active silo");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"the cluster does not answer ({exception.GetType().Name})");
        }
    }
}
