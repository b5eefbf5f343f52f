using HdrHistogram;

namespace SingleWindow.Load.Arrivals;

/// <summary>Times in milliseconds.</summary>
internal sealed record Latency(double P50, double P90, double P99, double P999, double Max)
{
    public override string ToString() => FormattableString.Invariant($"p50 {P50:0.0}, p90 {P90:0.0}, p99 {P99:0.0}, p99.9 {P999:0.0}, max {Max:0.0} ms");
}

/// <summary>Times from many threads, kept to three digits, up to ten minutes.</summary>
internal sealed class Recorder
{
    private const long Longest = 10 * TimeSpan.TicksPerMinute;

    private readonly LongConcurrentHistogram times = new(1, Longest, 3);

    public long Count => times.TotalCount;

    public Latency Latency => new(At(50), At(90), At(99), At(99.9), times.GetMaxValue() / (double)TimeSpan.TicksPerMillisecond);

    public void Record(TimeSpan time) => times.RecordValue(Math.Clamp(time.Ticks, 1, Longest));

    private double At(double percentile) => times.GetValueAtPercentile(percentile) / (double)TimeSpan.TicksPerMillisecond;
}
