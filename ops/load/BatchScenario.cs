using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using SingleWindow.Hub.Http;

namespace SingleWindow.Load;

/// <summary>How many rows a second of one large batch are filed and durable, what each costs, and how much memory it takes.</summary>
internal static class BatchScenario
{
    private const string Scheme = "ee-short-term-employment";

    public static async Task<int> Run(BatchOptions options)
    {
        await using var host = HostRun.Start(options.HostFile, ["--Schemes:AllowDraft=true", "--RateLimits:PerSecond=10000000", "--RateLimits:Burst=10000000", .. options.HostSettings]);
        await host.AnsweredAfter(new(host.Management, "readyz"));
        using var gateway = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = host.Gateway };
        var employer = (await EmployerClient.Register(host, gateway, 1))[0];

        // The same appends as in `submit`, by as many appenders as the batch files rows at once.
        var store = await BareStore.Watch(host.Store, new Filers([employer], "W").Once);
        var warm = await File(host, employer, "V", options.WarmUp);
        var time = TimeSpan.FromSeconds(options.StoreSeconds);
        var before = await store.Measure(host.Store, appenders: 8, time);
        var (load, busy, hub, own) = (Machine.LoadAverage, Machine.BusySeconds, host.Processor, Environment.CpuUsage.TotalTime);
        var run = await File(host, employer, "B", options.Rows);
        var (busyFor, hubFor, ownFor) = (Machine.BusySeconds - busy, host.Processor - hub, Environment.CpuUsage.TotalTime - own);
        var after = await store.Measure(host.Store, appenders: 8, time);

        Console.Out.Line("machine", $"{Machine.Description}");
        Console.Out.Line("others", $"{(busyFor - hubFor.TotalSeconds - ownFor.TotalSeconds) / (run.Took.TotalSeconds * Machine.Cores):P0} of the cores; load average {load}");
        Console.Out.Line("intake", $"{run.Taken.TotalMilliseconds:0} ms until the batch of {options.Rows} rows and {run.Bytes / 1e6:0.0} MB was acknowledged");
        Console.Out.Line("rows", $"{options.Rows / run.Took.TotalSeconds:0.0}/s ({run.Submitted} submitted, {run.Refused} refused, {run.Took.TotalSeconds:0.0} s in all)");
        Console.Out.Line("bare store", $"{before:0}/s before, {after:0}/s after ({store.Appends} appends, {store.Events} events for one application)");
        Console.Out.Line("ratio", $"{options.Rows / run.Took.TotalSeconds / ((before + after) / 2):0.000}");
        Console.Out.Line("processor", $"{hubFor.TotalMilliseconds / options.Rows:0.00} ms of the host for one row");
        Console.Out.Line("host memory", $"{run.Peak:0} MB resident at most; {warm.Peak:0} MB in the warm-up of {options.WarmUp} rows");
        return run.Submitted == options.Rows ? 0 : 1;
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
                return new(batch.Length, taken, Stopwatch.GetElapsedTime(begun), read.GetProperty("submitted").GetInt32(), read.GetProperty("refused").GetInt32(), peak);
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

    private sealed record BatchRun(int Bytes, TimeSpan Taken, TimeSpan Took, int Submitted, int Refused, double Peak);
}
