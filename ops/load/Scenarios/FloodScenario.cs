using System.Net;
using SingleWindow.Load.Arrivals;
using SingleWindow.Load.Ground;
using SingleWindow.Load.Results;

namespace SingleWindow.Load.Scenarios;

/// <summary>What others feel when one employer floods the door, with the limits that an installation has when nobody sets them: alone and beside the flood by turns.</summary>
internal static class FloodScenario
{
    private const int Turns = 6;
    private const int Others = 4;

    public static async Task Run(Bench bench, Findings findings)
    {
        await using var place = await bench.NewStore();
        await using var host = await bench.StartHub(place, "--RateLimits:PerSecond=500", "--RateLimits:Burst=1000", "--Gateway:MaxConcurrent=1024");
        using var gateway = EmployerClient.Http(host.Gateway);
        var employers = await EmployerClient.Register(host, gateway, Others + 1);
        var applications = new string[Others];
        for (var number = 0; number < Others; number++) applications[number] = await new Filers([employers[number]], $"F{number}").File(0);
        // In a process of its own it would be no further away: the cores are the same.
        using var wild = EmployerClient.Http(host.Gateway, bench.Line.Number("connections", 256));
        var flooder = EmployerClient.Of(wild, employers[Others].Token);
        var (rate, flood, turn) = (bench.Line.Number("rate", 100), bench.Line.Number("flood", 2000), bench.Line.Seconds("seconds", 30) / Turns);
        var (alone, beside, refused, served) = (new Outcome(), new Outcome(), 0, 0);
        await Traffic.Open(rate, bench.Line.Seconds("warmup", 10), Ask);
        await Traffic.Open(flood, TimeSpan.FromSeconds(3), Flood);
        var watch = bench.Watch();
        for (var number = 0; number < Turns; number++)
        {
            await Traffic.Open(rate, turn, Ask, alone);
            var flooding = Traffic.Open(flood, turn, Flood);
            await Traffic.Open(rate, turn, Ask, beside);
            findings.Checked(await flooding);
        }
        findings.Saw(watch);
        findings.Checked(alone);
        findings.Checked(beside);
        findings.Add("flood of one employer", flood, "/s");
        findings.Add("flood, told to wait", 100.0 * refused / (refused + served), "%");
        findings.Add($"{Others} others at {rate}/s, alone", alone.Latency);
        findings.Add($"{Others} others at {rate}/s, beside the flood", beside.Latency);
        findings.Add("others' p99 beside the flood / alone", beside.Latency.P99 / alone.Latency.P99, aim: Aim.Most(2));

        async Task Ask(int arrival, long _) => (await employers[arrival % Others].Get(applications[arrival % Others])).EnsureSuccessStatusCode().Dispose();

        async Task Flood(int arrival, long _)
        {
            using var answer = await flooder.Get("api/v1/applications");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) Interlocked.Increment(ref refused);
            else
            {
                answer.EnsureSuccessStatusCode();
                Interlocked.Increment(ref served);
            }
        }
    }
}
