using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using SingleWindow.Hub.Http;
using SingleWindow.Load.Ground;
using SingleWindow.Load.Results;

namespace SingleWindow.Load.Scenarios;

/// <summary>How many rows a second of one large batch are filed and durable, what each costs, and how much memory it takes.</summary>
internal static class BatchScenario
{
    private const string Scheme = "ee-short-term-employment";

    public static async Task Run(Bench bench, Findings findings)
    {
        var rows = bench.Line.Number("rows", 10_000);
        await using var place = await bench.NewStore();
        await using var host = await bench.StartHub(place);
        using var gateway = EmployerClient.Http(host.Gateway);
        var employer = (await EmployerClient.Register(host, gateway, 1))[0];
        var limit = await Pgbench.Measure(bench, findings);

        await File(host, employer, "V", bench.Line.Number("warmup", 2_000));
        var (watch, hub) = (bench.Watch(), host.Processor);
        var run = await File(host, employer, "B", rows);
        findings.Saw(watch);
        findings.Add($"batch of {rows} rows, until it was acknowledged", run.Taken.TotalMilliseconds, "ms");
        findings.Add("rows filed", rows / run.Took.TotalSeconds, "/s");
        findings.Add("rows filed / pgbench", rows / run.Took.TotalSeconds / limit.Best);
        findings.Add("hub, processor for a row", ((host.Processor - hub) / rows).TotalMilliseconds, "ms");
        findings.Add("database server, processor for a row", watch.DatabaseMilliseconds / rows, "ms");
        findings.Add("hub, resident memory at its peak", run.Peak, "MB");
        if (run.Submitted != rows) findings.Fault($"{run.Submitted} of {rows} rows submitted, {run.Refused} refused");
    }

    private static async Task<BatchRun> File(HostRun host, EmployerClient employer, string run, int rows)
    {
        var batch = Lines(run, rows);
        var begun = Stopwatch.GetTimestamp();
        using var sent = await employer.Post($"api/v1/batches?scheme={Scheme}", $"{run}-batch", batch, "application/x-ndjson");
        sent.EnsureSuccessStatusCode();
        var taken = Stopwatch.GetElapsedTime(begun);
        var (peak, place) = (0.0, sent.Headers.Location!.ToString()[1..]);
        while (true)
        {
            peak = Math.Max(peak, host.ResidentMegabytes);
            using var answer = await employer.Get(place);
            var read = await answer.Content.ReadFromJsonAsync<JsonElement>();
            if (read.GetProperty("state").GetString() == "finished")
                return new(taken, Stopwatch.GetElapsedTime(begun), read.GetProperty("submitted").GetInt32(), read.GetProperty("refused").GetInt32(), peak);
            await Task.Delay(100);
        }
    }

    private static byte[] Lines(string run, int rows)
    {
        using var lines = new MemoryStream();
        for (var number = 1; number <= rows; number++)
        {
            JsonSerializer.Serialize(lines, Form.Of(run, number), WireJson.Out);
            lines.WriteByte((byte)'\n');
        }
        return lines.ToArray();
    }

    private sealed record BatchRun(TimeSpan Taken, TimeSpan Took, int Submitted, int Refused, double Peak);
}
