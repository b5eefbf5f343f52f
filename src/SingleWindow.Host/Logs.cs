using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Logs;

namespace SingleWindow.Host;

/// <summary>One logger for all roles. It writes to stderr, so that stdout holds only what a person or a script asked for.</summary>
internal static class Logs
{
    public static ILoggerFactory CreateFactory(IConfiguration settings) => LoggerFactory.Create(logging =>
    {
        logging.AddConfiguration(settings.GetSection("Logging"));
        logging.Services.PostConfigure<LoggerFilterOptions>(KeepMessagesOut);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (settings["Logging:Format"] == "json") logging.AddJsonConsole(json => Stamp(json));
        else logging.AddSimpleConsole(simple =>
        {
            Stamp(simple);
            simple.SingleLine = true;
        });
        if (Telemetry.IsExported) logging.AddOpenTelemetry(otlp => otlp.AddOtlpExporter());
    });

    /// <summary>Below Information, Orleans writes out whole messages between grains, and these carry what people wrote in their applications. No setting may ask for that.</summary>
    private static void KeepMessagesOut(LoggerFilterOptions options)
    {
        for (var i = 0; i < options.Rules.Count; i++)
        {
            var rule = options.Rules[i];
            options.Rules[i] = new(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
                (level >= LogLevel.Information || !IsOrleans(category)) && (rule.Filter?.Invoke(provider, category, level) ?? true));
        }
    }

    private static bool IsOrleans(string? category) =>
        category?.StartsWith("Orleans", StringComparison.OrdinalIgnoreCase) is true || category?.StartsWith("Microsoft.Orleans", StringComparison.OrdinalIgnoreCase) is true;

    private static void Stamp(ConsoleFormatterOptions options)
    {
        options.UseUtcTimestamp = true;
        options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
    }
}
