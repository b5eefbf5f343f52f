using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SingleWindow.Gateway.Routing;

namespace SingleWindow.Gateway.Readiness;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: it can do its work, and if not, why.</summary>
internal static class ReadinessEndpoints
{
    public static void AddReadiness(this IServiceCollection services, IConfiguration settings)
    {
        var identity = new BackendCheck(() => [Routes.IdentityAddress(settings)]);
        services.AddSingleton(provider => new BackendCheck(() => provider.GetRequiredService<Hubs>().Addresses));
        services.AddHealthChecks().AddCheck<ClusterCheck>("orleans").AddCheck<BackendCheck>("hub").AddCheck("identity", identity);
    }

    public static void MapReadiness(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).DisableRateLimiting();
        // The same for a second: anybody may ask, and each asking asks the cluster and every server.
        var gate = new Lock();
        Task<HealthReport>? last = null;
        var asked = 0L;
        app.MapGet("/readyz", async (HealthCheckService checks, CancellationToken cancellationToken) =>
        {
            Task<HealthReport> current;
            lock (gate)
            {
                if (last is null || (last.IsCompleted && Environment.TickCount64 - asked > 1000))
                {
                    asked = Environment.TickCount64;
                    last = checks.CheckHealthAsync(CancellationToken.None);
                }
                current = last;
            }
            var report = await current.WaitAsync(cancellationToken);
            var ready = report.Status != HealthStatus.Unhealthy;
            return Results.Json(
                new
                {
                    status = ready ? "ready" : "not-ready",
                    checks = report.Entries.ToDictionary(
                        entry => entry.Key, entry => new { ok = entry.Value.Status != HealthStatus.Unhealthy, reason = entry.Value.Description }),
                },
                statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).DisableRateLimiting();
    }
}
