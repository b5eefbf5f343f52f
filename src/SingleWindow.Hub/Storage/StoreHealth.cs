using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SingleWindow.Hub.Storage;

/// <summary>Readiness of the stores: the databases can be reached, and the events can be read.</summary>
internal sealed class StoreHealth(IEventStore events, IEnumerable<PostgresTargets> databases) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (databases.Select(database => database.Stores.Trouble ?? database.Keys.Trouble).FirstOrDefault(trouble => trouble is not null) is { } waiting) return HealthCheckResult.Unhealthy(waiting);
        try
        {
            await events.ReadHead(cancellationToken).WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception cause) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("the event store cannot be read: " + cause.Message, cause);
        }
    }
}
