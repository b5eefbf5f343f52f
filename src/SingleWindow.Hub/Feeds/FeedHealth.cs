using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SingleWindow.Hub.Feeds;

/// <summary>
/// Readiness of the feed. A consumer that stands still degrades the hub and does not take it out of service: commands are still lawful, and the others
/// still run. Only before every read model has its tables there is nothing to ask.
/// </summary>
internal sealed class FeedHealth(FeedPump pump) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!await pump.HasBegun(cancellationToken)) return HealthCheckResult.Unhealthy("read models have not begun yet");
        var failing = pump.Status.Where(status => status.Failure is not null).ToArray();
        var names = string.Join(", ", failing.Select(status => $"{status.Name} at {status.StuckAt} ({status.Failure})"));
        return failing is [] ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("Standing still: " + names);
    }
}
