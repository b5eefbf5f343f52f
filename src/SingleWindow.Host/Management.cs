using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SingleWindow.Host;

/// <summary>The small application for those who run the installation: health with reasons, and metrics. It belongs on a private address.</summary>
internal static class Management
{
    public static WebApplication Create(IConfiguration settings, Action<WebApplicationBuilder> shared, IReadOnlyList<RunningRole> roles)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(Addresses.Split(settings["Management:Urls"]!));
        shared(builder);
        builder.Services.AddRouting();
        builder.Services.AddTelemetry([.. roles.Select(role => role.Role)]);
        var app = builder.Build();
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapGet("/readyz", async (CancellationToken cancellationToken) =>
        {
            var reports = await Task.WhenAll(roles.Select(role => Report(role, cancellationToken)));
            var ready = reports.All(report => report.Ok);
            return Results.Json(
                new { status = ready ? "ready" : "not-ready", roles = reports.ToDictionary(report => report.Role) },
                statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        });
        app.MapPrometheusScrapingEndpoint("/metrics");
        return app;
    }

    private static async Task<RoleReport> Report(RunningRole role, CancellationToken cancellationToken)
    {
        // A role that starts may be waiting for something, and its checks say for what; one that stops has none left to ask.
        var state = role.State;
        if (state == RoleState.Stopping || role.App.Services.GetService<HealthCheckService>() is not { } checks)
            return new RoleReport(role.Role.Name(), state == RoleState.Running, Name(state), []);
        var report = await checks.CheckHealthAsync(cancellationToken);
        return new RoleReport(
            role.Role.Name(),
            state == RoleState.Running && report.Status != HealthStatus.Unhealthy,
            Name(state),
            report.Entries.ToDictionary(entry => entry.Key, entry => new CheckReport(entry.Value.Status != HealthStatus.Unhealthy, entry.Value.Description)));
    }

    private static string Name(RoleState state) => state.ToString().ToLowerInvariant();

    private sealed record RoleReport(string Role, bool Ok, string State, Dictionary<string, CheckReport> Checks);

    private sealed record CheckReport(bool Ok, string? Reason);
}
