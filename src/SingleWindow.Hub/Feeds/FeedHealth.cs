using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SingleWindow.Hub.Feeds;

/// <summary>
/// Readiness of the feed. A consumer that stands still degrades the hub and does not take it out of service: commands are still lawful, and the others
/// still run.
/// </summary>
internal sealed class FeedHealth(FeedPump pump) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failing = pump.Status.Where(status => status.Failure is not null).ToArray();
        var names = string.Join(", ", failing.Select(status => $"{status.Name} at {status.StuckAt} ({status.Failure})"));
        return Task.FromResult(failing is [] ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("Standing still: " + names));
    }
}
