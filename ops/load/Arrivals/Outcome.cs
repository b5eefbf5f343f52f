using System.Collections.Concurrent;
using System.Diagnostics;

namespace SingleWindow.Load.Arrivals;

/// <summary>What became of a load.</summary>
internal sealed class Outcome
{
    private readonly Recorder times = new();
    private readonly ConcurrentDictionary<string, int> errors = new();

    /// <summary>From the first to the last answer, of all turns.</summary>
    public TimeSpan Took { get; set; }

    public long Done => times.Count;

    public double PerSecond => Done / Took.TotalSeconds;

    public Latency Latency => times.Latency;

    /// <summary>How often by status or kind of failure.</summary>
    public IReadOnlyDictionary<string, int> Errors => errors;

    /// <summary>Does one piece of work and notes how it ended, and how long after the moment when it should have begun.</summary>
    public async Task Try(Func<Task> act, long due)
    {
        try
        {
            await act();
            times.Record(Stopwatch.GetElapsedTime(due));
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutException)
        {
            var kind = failure switch { HttpRequestException { StatusCode: { } status } => $"{(int)status}", HttpRequestException { HttpRequestError: var error } => $"{error}", _ => "time-out" };
            errors.AddOrUpdate(kind, 1, (_, count) => count + 1);
        }
    }
}
