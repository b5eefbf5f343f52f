using SingleWindow.Load.Arrivals;
using SingleWindow.Load.Ground;
using SingleWindow.Load.Results;

namespace SingleWindow.Load.Scenarios;

/// <summary>What a submission costs when few applications are stored, and when many are.</summary>
internal static class FlatScenario
{
    public static async Task Run(Bench bench, Findings findings)
    {
        await using var place = await bench.NewStore();
        var (few, many) = (bench.Line.Number("from", 10_000), bench.Line.Number("to", 100_000));
        var small = await Measure(bench, findings, place, 0, few);
        var large = await Measure(bench, findings, place, few, many);
        findings.Add($"processor for a submission, {many} / {few} stored", large.Processor / small.Processor, aim: Aim.Most(1.25));
        findings.Add($"p50 of a submission, {many} / {few} stored", large.P50 / small.P50, aim: Aim.Most(1.25));
    }

    private static async Task<(double Processor, double P50)> Measure(Bench bench, Findings findings, StorePlace place, int stored, int wanted)
    {
        // The hub's own, without a silo: the read models take them in when it starts.
        await using (var hub = place.Open()) await FiledApplications.Fill(hub, stored, wanted);
        await using var host = await bench.StartHub(place);
        await host.SettledAfter();
        var connections = bench.Line.Number("connections", 16);
        using var gateway = EmployerClient.Http(host.Gateway, connections);
        var filers = new Filers(await EmployerClient.Register(host, gateway, 2, first: wanted), $"F{wanted}");
        findings.Checked(await Traffic.Closed(connections, bench.Line.Seconds("warmup", 10), filers.File));
        var (watch, hubTime) = (bench.Watch(), host.Processor);
        var closed = findings.Checked(await Traffic.Closed(connections, bench.Line.Seconds("seconds", 10), filers.File));
        var processor = ((host.Processor - hubTime).TotalMilliseconds + watch.DatabaseMilliseconds) / closed.Done;
        findings.Saw(watch);
        findings.Add($"{wanted} stored: applications, {connections} connections", closed.PerSecond, "/s");
        findings.Add($"{wanted} stored: processor of hub and database for one", processor, "ms");
        findings.Add($"{wanted} stored: draft and submission", closed.Latency);
        return (processor, closed.Latency.P50);
    }
}
