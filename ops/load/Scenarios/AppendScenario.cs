using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Storage;
using SingleWindow.Load.Arrivals;
using SingleWindow.Load.Ground;
using SingleWindow.Load.Results;

namespace SingleWindow.Load.Scenarios;

/// <summary>How many events of 1 KB a second the event store makes durable: by itself, one commit for each, and through grains of a silo.</summary>
internal static class AppendScenario
{
    private static readonly int[] Callers = [64, 512];

    public static async Task Run(Bench bench, Findings findings)
    {
        var limit = (await Pgbench.Measure(bench, findings)).ThirtyTwo;
        await using var place = await bench.NewStore();
        await using var hub = place.Open();
        var store = hub.GetRequiredService<IEventStore>();
        var grouped = new Dictionary<int, double>();
        foreach (var callers in Callers)
        {
            var alone = await Measure(bench, findings, $"store alone, {callers} appenders", callers, new Appenders(store, callers).Append);
            grouped[callers] = alone;
            findings.Add($"store alone, {callers} appenders / pgbench at 32", alone / limit, aim: callers == 512 ? Aim.Least(bench.Aim(sqlite: 6, postgres: 4)) : null);
        }
        foreach (var callers in Callers)
        {
            var single = await Measure(bench, findings, $"one commit for each event, {callers} appenders", callers, new Appenders(store, callers).AppendAlone);
            findings.Add($"group commit / one commit for each event, {callers} appenders", grouped[callers] / single, aim: callers == 512 ? Aim.Least(3) : null);
        }
        await using var silo = await DiarySilo.Start(store);
        foreach (var callers in Callers)
        {
            var through = await Measure(bench, findings, $"through grains, {callers} callers", callers, silo.Diaries(callers).Append);
            findings.Add($"through grains, {callers} callers / pgbench at 32", through / limit, aim: Aim.Least(callers == 512 ? 2.5 : 1.2));
        }
    }

    private static async Task<double> Measure(Bench bench, Findings findings, string name, int callers, Func<int, Task> append)
    {
        await Traffic.Closed(callers, bench.Line.Seconds("warmup", 2), append);
        var watch = bench.Watch();
        var outcome = findings.Checked(await Traffic.Closed(callers, bench.Line.Seconds("seconds", 4), append));
        findings.Saw(watch);
        findings.Add(name, outcome.PerSecond, "events/s");
        findings.Add($"{name}: p50", outcome.Latency.P50, "ms");
        findings.Add($"{name}: p99", outcome.Latency.P99, "ms");
        return outcome.PerSecond;
    }
}
