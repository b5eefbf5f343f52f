using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>Hears everything that a process tells about itself: logs with their values and exceptions, activities, metrics.</summary>
internal sealed class Recorder : ILoggerProvider
{
    private readonly ConcurrentQueue<string> heard = [];
    private readonly ActivityListener activities;
    private readonly MeterListener metrics = new();

    public Recorder()
    {
        activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => heard.Enqueue(
                $"activity {activity.DisplayName} {activity.StatusDescription} {Values(activity.TagObjects)} {Values(activity.Baggage.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value)))} "
                + string.Join(' ', activity.Events.Select(happened => happened.Name + Values(happened.Tags)))),
        };
        ActivitySource.AddActivityListener(activities);
        metrics.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        metrics.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Measured(instrument, tags));
        metrics.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Measured(instrument, tags));
        metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Measured(instrument, tags));
        metrics.Start();
    }

    public IReadOnlyCollection<string> Heard => heard;

    public ILogger CreateLogger(string categoryName) => new Pen(categoryName, heard);

    public void Dispose()
    {
        activities.Dispose();
        metrics.Dispose();
    }

    private void Measured(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) => heard.Enqueue($"metric {instrument.Name} {Values(tags.ToArray())}");

    private static string Text(object? state) => state is IEnumerable<KeyValuePair<string, object?>> values ? Values(values) : $"{state}";

    private static string Values(IEnumerable<KeyValuePair<string, object?>> values) => string.Join(' ', values.Select(value => $"{value.Key}={value.Value}"));

    private sealed class Pen(string category, ConcurrentQueue<string> heard) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            heard.Enqueue($"scope {category} {Text(state)}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            heard.Enqueue($"log {logLevel} {category} {formatter(state, exception)} {Text(state)} {exception}");
    }
}
