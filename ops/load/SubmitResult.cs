namespace SingleWindow.Load;

/// <summary>One run.</summary>
/// <param name="LoadAverage">When the measurement began.</param>
/// <param name="Others">Share of all cores that other processes used meanwhile; above 0.25 the run says little.</param>
/// <param name="Appends">Transactions of the event store for one application.</param>
/// <param name="HostMilliseconds">Processor time of the host for one application.</param>
/// <param name="LoadMilliseconds">Processor time of the load generator for one application.</param>
internal sealed record SubmitResult(
    string Machine, string LoadAverage, double Others, SubmitOptions Options,
    long Applications, double PerSecond, Latency Draft, Latency Submit, Latency Both, IReadOnlyDictionary<string, int> Errors,
    int Appends, int Events, int Bytes, double StoreBefore, double StoreAfter,
    double HostMilliseconds, double LoadMilliseconds, double HostResidentMegabytes)
{
    /// <summary>What is left of the store's own rate at the door.</summary>
    public double? Ratio => StoreBefore > 0 ? PerSecond / ((StoreBefore + StoreAfter) / 2) : null;

    public void Print(TextWriter output)
    {
        output.Line("machine", $"{Machine}");
        output.Line("others", $"{Others:P0} of the cores; load average {LoadAverage}");
        output.Line("load", $"{Options.Connections} connections, {Options.Seconds} s after {Options.WarmUp} s of warm-up, {Options.Employers} employers");
        output.Line("applications", $"{PerSecond:0.0}/s ({Applications})");
        output.Line("draft", $"{Draft}");
        output.Line("submit", $"{Submit}");
        output.Line("both", $"{Both}");
        output.Line("errors", $"{(Errors.Count == 0 ? "none" : string.Join(", ", Errors.Select(error => $"{error.Key}: {error.Value}")))}");
        if (Ratio is { } ratio)
        {
            output.Line("bare store", $"{StoreBefore:0}/s before, {StoreAfter:0}/s after ({Appends} appends, {Events} events, {Bytes} bytes for one application)");
            output.Line("ratio", $"{ratio:0.000}");
            output.Line("processor", $"{HostMilliseconds:0.00} ms of the host, {LoadMilliseconds:0.00} ms of the load generator, for one application");
            output.Line("host memory", $"{HostResidentMegabytes:0} MB resident");
        }
    }
}
