using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Logs;

namespace SingleWindow.Host;

/// <summary>One logger for all roles. It writes to stderr, so that stdout holds only what a person or a script asked for.</summary>
internal static class Logs
{
    public static ILoggerFactory CreateFactory(IConfiguration settings) => LoggerFactory.Create(logging =>
    {
        logging.AddConfiguration(settings.GetSection("Logging"));
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (settings["Logging:Format"] == "json") logging.AddJsonConsole(json => Stamp(json));
        else logging.AddSimpleConsole(simple =>
        {
            Stamp(simple);
            simple.SingleLine = true;
        });
        if (Telemetry.IsExported) logging.AddOpenTelemetry(otlp => otlp.AddOtlpExporter());
    });

    private static void Stamp(ConsoleFormatterOptions options)
    {
        options.UseUtcTimestamp = true;
        options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
    }
}
