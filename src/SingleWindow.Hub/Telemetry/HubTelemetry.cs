using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SingleWindow.Hub.Telemetry;

/// <summary>The one meter and the one activity source of the hub. Tags carry names of our own code, never ids of people.</summary>
internal static class HubTelemetry
{
    public const string Name = "SingleWindow.Hub";

    public static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<int> BatchSize =
        Meter.CreateHistogram<int>("singlewindow.store.batch.size", "{request}", "Requests that shared one commit.");
    private static readonly Histogram<double> CommitDuration =
        Meter.CreateHistogram<double>("singlewindow.store.commit.duration", "s", "Time to make one batch durable.");
    private static readonly Counter<long> Conflicts =
        Meter.CreateCounter<long>("singlewindow.store.conflicts", "{request}", "Appends refused because a version was stale.");
    private static readonly Counter<long> Evidence =
        Meter.CreateCounter<long>("singlewindow.evidence", "{item}", "Evidence of applications that were found complete, by where it came from: register, form, upload, declaration, none.");

    private static readonly ConcurrentDictionary<object, (Func<IEnumerable<Measurement<long>>> Lag, Func<IEnumerable<Measurement<long>>> Stuck)> Feeds = [];
    private static readonly ConcurrentDictionary<object, Func<double>> DueLags = [];

    static HubTelemetry()
    {
        Meter.CreateObservableGauge(
            "singlewindow.feed.lag", () => Feeds.Values.SelectMany(feed => feed.Lag()), "{event}", "Events that a consumer has not taken in yet.");
        Meter.CreateObservableGauge(
            "singlewindow.feed.stuck", () => Feeds.Values.SelectMany(feed => feed.Stuck()), null, "1 while a consumer stands still because of a failure.");
        Meter.CreateObservableGauge(
            "singlewindow.due_work.lag", () => DueLags.Values.Select(read => read()).DefaultIfEmpty().Max(), "s",
            "Age of the oldest work that is due and not done.");
    }

    /// <summary>One commit of a store: <c>events</c> or <c>keys</c>.</summary>
    public static void Committed(string store, int requests, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>("store", store);
        BatchSize.Record(requests, tag);
        CommitDuration.Record(duration.TotalSeconds, tag);
    }

    public static void Conflict() => Conflicts.Add(1);

    /// <summary>What a complete application rests on. How much of it came from a register is the once-only rate.</summary>
    public static void Proven(string scheme, IEnumerable<(string Type, string Source)> evidence)
    {
        foreach (var (type, source) in evidence) Evidence.Add(1, new("scheme", scheme), new("type", type), new("source", source));
    }

    /// <summary>Shows the lag of a pump's consumers, and which of them stand still, until <see cref="Forget"/>.</summary>
    public static void ObserveFeed(object pump, Func<IEnumerable<Measurement<long>>> lag, Func<IEnumerable<Measurement<long>>> stuck) =>
        Feeds[pump] = (lag, stuck);

    /// <summary>Shows the lag of due work until <see cref="Forget"/>.</summary>
    public static void ObserveDueWork(object pump, Func<double> read) => DueLags[pump] = read;

    /// <summary>Forgets a pump that stopped; several run in one process only in tests.</summary>
    public static void Forget(object pump)
    {
        Feeds.TryRemove(pump, out _);
        DueLags.TryRemove(pump, out _);
    }
}
