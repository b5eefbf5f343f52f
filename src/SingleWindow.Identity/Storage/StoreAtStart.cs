using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SingleWindow.Identity.Storage;

/// <summary>Makes the tables before the first request, waits for a database that starts later, and answers whether the store can be read.</summary>
internal sealed partial class StoreAtStart(IServiceScopeFactory scopes, IIdentityPlace place, ILogger<StoreAtStart> log) : IHostedService, IHealthCheck
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        for (var first = true; ; first = false)
        {
            try
            {
                place.Ensure(scope.ServiceProvider.GetRequiredService<IdentityStore>());
                return;
            }
            catch (NpgsqlException away) when (away.IsTransient)
            {
                if (first) LogAway(away.Message);
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IdentityStore>().Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("the issuer's store cannot be opened");
    }

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "Waiting for the database of the issuer: {Trouble}")]
    private partial void LogAway(string trouble);
}
