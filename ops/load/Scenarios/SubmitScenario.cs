using SingleWindow.Host;
using SingleWindow.Load.Arrivals;
using SingleWindow.Load.Ground;
using SingleWindow.Load.Results;

namespace SingleWindow.Load.Scenarios;

/// <summary>How many applications a second come through the door and are durable, and what each costs; then how long each takes when fewer come.</summary>
internal static class SubmitScenario
{
    public static async Task Run(Bench bench, Findings findings)
    {
        var line = bench.Line;
        if (line.Value("url") is { } url)
        {
            // An installation that runs already, somewhere: neither a limit nor anybody's processor time is known.
            using var door = EmployerClient.Http(new(url), line.Number("connections", 64));
            await Measure(bench, findings, null, [await EmployerClient.Open(door, Needed(line, "client-id"), Needed(line, "client-secret"))], null);
            return;
        }
        await using var place = await bench.NewStore();
        await using var host = await bench.StartHub(place);
        using var gateway = EmployerClient.Http(host.Gateway, line.Number("connections", 64));
        var employers = await EmployerClient.Register(host, gateway, line.Number("employers", 4));
        var limit = await Pgbench.Measure(bench, findings);
        await Measure(bench, findings, host, employers, limit);
        findings.Add("hub, resident memory at its peak", host.PeakMegabytes, "MB");
    }

    private static async Task Measure(Bench bench, Findings findings, HostRun? host, IReadOnlyList<EmployerClient> employers, Pgbench? limit)
    {
        var (line, filers, connections) = (bench.Line, new Filers(employers, $"L{Environment.ProcessId}"), bench.Line.Number("connections", 64));
        findings.Checked(await Traffic.Closed(connections, line.Seconds("warmup", 10), filers.File));
        double rate = line.Number("rate", 0);
        if (rate == 0)
        {
            var (watch, hub) = (bench.Watch(), host?.Processor ?? default);
            var closed = findings.Checked(await Traffic.Closed(connections, line.Seconds("seconds", 20), filers.File));
            findings.Saw(watch);
            findings.Add($"applications, {connections} connections", closed.PerSecond, "/s");
            if (limit is not null) findings.Add("applications / pgbench", closed.PerSecond / limit.Best, aim: Aim.Least(0.25));
            if (host is not null)
            {
                findings.Add("hub, processor for an application", ((host.Processor - hub) / closed.Done).TotalMilliseconds, "ms");
                findings.Add("database server, processor for an application", watch.DatabaseMilliseconds / closed.Done, "ms");
                findings.Add("load generator, processor for an application", watch.ToolMilliseconds / closed.Done, "ms");
                await host.SettledAfter();
            }
            rate = closed.PerSecond * line.Number("percent", 60) / 100;
        }
        filers.Afresh();
        var quiet = bench.Watch();
        var open = findings.Checked(await Traffic.Open(rate, line.Seconds("seconds", 20), (arrival, _) => filers.File(arrival)));
        findings.Saw(quiet);
        findings.Add("applications on a schedule", rate, "/s");
        findings.Add("draft and submission on a schedule", open.Latency, p99: Aim.Most(50));
        findings.Add("of that the submission", filers.Submitted.Latency);
    }

    private static string Needed(CommandLine line, string option) => line.Value(option) ?? throw new ArgumentException($"--url needs --{option}");
}
