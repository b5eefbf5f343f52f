using HdrHistogram;

namespace SingleWindow.Load;

/// <summary>How many applications a second come through the door and are durable, and what each costs.</summary>
internal static class SubmitScenario
{
    public static async Task<int> Run(SubmitOptions options)
    {
        await using var host = options.Target is null
            ? HostRun.Start(options.HostFile, ["--Schemes:AllowDraft=true", "--RateLimits:PerSecond=10000000", "--RateLimits:Burst=10000000", .. options.HostSettings])
            : null;
        if (host is not null) await host.AnsweredAfter(new(host.Management, "readyz"));
        using var gateway = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = options.Connections })
        {
            BaseAddress = options.Target?.Gateway ?? host!.Gateway,
        };
        var employers = options.Target is { } target
            ? [await EmployerClient.Open(gateway, target.ClientId, target.ClientSecret)]
            : await EmployerClient.Register(host!, gateway, options.Employers);
        var result = await Measure(options, host, new Filers(employers, $"L{Environment.ProcessId}"));
        result.Print(Console.Out);
        await ResultFile.Write(result, options.JsonFile);
        return result.Errors.Count == 0 ? 0 : 1;
    }

    private static async Task<SubmitResult> Measure(SubmitOptions options, HostRun? host, Filers filers)
    {
        // The bare store is measured only where it can be: beside our own host.
        var store = host is null ? null : await BareStore.Watch(host.Store, filers.Once);
        var time = TimeSpan.FromSeconds(options.StoreSeconds);
        var before = store is null ? 0 : await store.Measure(host!.Store, options.Connections, time);

        await filers.For(TimeSpan.FromSeconds(options.WarmUp), options.Connections);
        var (loadBefore, busy, hub, own) = (Machine.LoadAverage, Machine.BusySeconds, host?.Processor ?? default, Environment.CpuUsage.TotalTime);
        var counts = await filers.For(TimeSpan.FromSeconds(options.Seconds), options.Connections);
        var (busyFor, hubFor, ownFor) = (Machine.BusySeconds - busy, (host?.Processor ?? default) - hub, Environment.CpuUsage.TotalTime - own);
        var resident = host?.ResidentMegabytes ?? 0;

        var after = store is null ? 0 : await store.Measure(host!.Store, options.Connections, time);
        return new(
            Machine.Description, loadBefore, (busyFor - hubFor.TotalSeconds - ownFor.TotalSeconds) / (counts.Took.TotalSeconds * Machine.Cores), options,
            counts.Applications, counts.PerSecond, Latency.Of(counts.Draft), Latency.Of(counts.Submit), Latency.Of(counts.Both), counts.Errors,
            store?.Appends ?? 0, store?.Events ?? 0, store?.Bytes ?? 0, before, after,
            hubFor.TotalMilliseconds / counts.Applications, ownFor.TotalMilliseconds / counts.Applications, resident);
    }
}

/// <summary>Times in milliseconds.</summary>
internal sealed record Latency(double P50, double P99, double Max)
{
    public static Latency Of(HistogramBase ticks) =>
        new(Milliseconds(ticks.GetValueAtPercentile(50)), Milliseconds(ticks.GetValueAtPercentile(99)), Milliseconds(ticks.GetMaxValue()));

    public override string ToString() => FormattableString.Invariant($"p50 {P50,7:0.0}  p99 {P99,7:0.0}  max {Max,7:0.0} ms");

    private static double Milliseconds(long ticks) => ticks / (double)TimeSpan.TicksPerMillisecond;
}
