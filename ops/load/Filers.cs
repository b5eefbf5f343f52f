using System.Collections.Concurrent;
using System.Diagnostics;
using HdrHistogram;

namespace SingleWindow.Load;

/// <summary>Clients that draft and submit one application after the other, each as fast as it is answered.</summary>
/// <param name="employers">For whom, in turn.</param>
/// <param name="run">Tells the workers and keys of this load from those of another on the same store.</param>
internal sealed class Filers(IReadOnlyList<EmployerClient> employers, string run)
{
    private static readonly byte[] Nothing = "{}"u8.ToArray();

    private long number;

    /// <summary>One application, alone.</summary>
    public async Task Once()
    {
        var counts = new Counts();
        await File(employers[0], counts);
        if (counts.Applications != 1) throw new InvalidOperationException($"the first application was refused: {string.Join(' ', counts.Errors)}");
    }

    /// <summary>As many as go into this time.</summary>
    public async Task<Counts> For(TimeSpan time, int connections)
    {
        var counts = new Counts();
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begun) < time) await File(employers[connection % employers.Count], counts);
        })));
        counts.Took = Stopwatch.GetElapsedTime(begun);
        return counts;
    }

    private async Task File(EmployerClient employer, Counts counts)
    {
        var application = Interlocked.Increment(ref number);
        var draft = Form.Draft(run, application);
        var begun = Stopwatch.GetTimestamp();
        if (await Timed(() => employer.Post("api/v1/applications", $"{run}-d-{application}", draft), counts.Draft, counts) is not { } place) return;
        if (await Timed(() => employer.Post($"{place[1..]}/submit", $"{run}-s-{application}", Nothing), counts.Submit, counts) is null) return;
        counts.Both.RecordValue(Stopwatch.GetElapsedTime(begun).Ticks);
    }

    private static async Task<string?> Timed(Func<Task<HttpResponseMessage>> post, HistogramBase times, Counts counts)
    {
        try
        {
            var begun = Stopwatch.GetTimestamp();
            using var answer = await post();
            if (answer.IsSuccessStatusCode)
            {
                times.RecordValue(Stopwatch.GetElapsedTime(begun).Ticks);
                return answer.Headers.Location?.ToString() ?? "";
            }
            counts.Error($"{(int)answer.StatusCode}");
        }
        catch (HttpRequestException exception)
        {
            counts.Error($"{exception.HttpRequestError}");
        }
        return null;
    }
}

/// <summary>What happened in a load. Times are in ticks of 100 ns.</summary>
internal sealed class Counts
{
    private readonly ConcurrentDictionary<string, int> errors = new();

    public HistogramBase Draft { get; } = Times();

    public HistogramBase Submit { get; } = Times();

    /// <summary>Draft and submission together: one application.</summary>
    public HistogramBase Both { get; } = Times();

    public TimeSpan Took { get; set; }

    public long Applications => Both.TotalCount;

    public double PerSecond => Applications / Took.TotalSeconds;

    /// <summary>How often by status or network error.</summary>
    public IReadOnlyDictionary<string, int> Errors => errors;

    public void Error(string what) => errors.AddOrUpdate(what, 1, (_, count) => count + 1);

    // Up to a minute, to three digits.
    private static LongConcurrentHistogram Times() => new(1, TimeSpan.TicksPerMinute, 3);
}
