using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SingleWindow.Host;

/// <summary>The one OpenTelemetry provider of the process: sources and meters are process-wide, so one per role would count everything several times.</summary>
internal static class Telemetry
{
    /// <summary>Nothing leaves the process unless an address for it was given.</summary>
    public static bool IsExported => Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 };

    public static void AddTelemetry(this IServiceCollection services, IReadOnlyList<Role> roles)
    {
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("singlewindow", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3))
                .AddAttributes([new("singlewindow.roles", string.Join(',', roles.Select(role => role.Name())))])
                .AddEnvironmentVariableDetector())
            .WithMetrics(metrics =>
            {
                metrics.AddMeter("SingleWindow.*", "Microsoft.Orleans");
                // Room for so many combinations of tags is taken at once for every instrument: the default of 2000 is 26 MB. Only requests have so many, by route and status.
                metrics.AddView(instrument => instrument.Name.StartsWith("http.", StringComparison.Ordinal) ? null : new MetricStreamConfiguration { CardinalityLimit = 200 });
                metrics.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation();
                metrics.AddPrometheusExporter();
                if (IsExported) metrics.AddOtlpExporter();
            });
        // Without an exporter every span would be paid for and thrown away.
        if (IsExported) telemetry.WithTracing(AddTraces);
    }

    private static void AddTraces(TracerProviderBuilder traces) => traces
        .AddSource("SingleWindow.*", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application")
        .AddAspNetCoreInstrumentation(options => options.EnrichWithHttpRequest = (activity, request) =>
        {
            activity.SetTag("url.query", null);
            activity.SetTag("url.path", Redacted(request.Path.Value ?? "/"));
        })
        .AddHttpClientInstrumentation(options => options.EnrichWithHttpRequestMessage = (activity, request) =>
        {
            if (request.RequestUri is { IsAbsoluteUri: true } uri) activity.SetTag("url.full", uri.GetLeftPart(UriPartial.Authority) + Redacted(uri.AbsolutePath));
        })
        .AddOtlpExporter();

    /// <summary>Paths under /r1 are the members' own and may name people.</summary>
    internal static string Redacted(string path) => path.StartsWith("/r1/", StringComparison.OrdinalIgnoreCase) ? "/r1/REDACTED" : path;
}
