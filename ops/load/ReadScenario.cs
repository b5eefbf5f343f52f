using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Reference;

namespace SingleWindow.Load;

/// <summary>How records are read.</summary>
/// <param name="Connections">Clients that work at the same time.</param>
/// <param name="Seconds">How long each of the three is measured.</param>
/// <param name="WarmUp">Seconds of the same before that, not counted.</param>
/// <param name="HostFile">The program to start.</param>
/// <param name="HostSettings">Further settings for it.</param>
/// <param name="JsonFile">Where the result goes as JSON; null: nowhere.</param>
internal sealed record ReadOptions(int Connections, int Seconds, int WarmUp, string HostFile, IReadOnlyList<string> HostSettings, string? JsonFile);

/// <summary>How many gated reads a second are answered, each durable in the audit log before; beside a bare endpoint of the same server that answers with the same bytes.</summary>
internal static class ReadScenario
{
    private const string Path = "api/v1/records/employer-profile";
    private const int Records = 200;

    public static async Task<int> Run(ReadOptions options)
    {
        await using var host = HostRun.Start(options.HostFile, ["--RateLimits:PerSecond=10000000", "--RateLimits:Burst=10000000", .. options.HostSettings]);
        await host.AnsweredAfter(new(host.Management, "readyz"));
        using var gateway = Client(host.Gateway, options.Connections);
        using var hub = Client(host.Hub, options.Connections);
        var paths = await Publish(host, gateway);
        var reader = await Token(host, gateway, "MIG", "permits");
        using var sample = await EmployerClient.Of(gateway, reader).Get(paths[0]);
        var bytes = await sample.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        await using var bare = await Bare(bytes);
        using var plain = Client(new(bare.Urls.First()), options.Connections);

        var (load, busy, cpu, own, begun) = (Machine.LoadAverage, Machine.BusySeconds, host.Processor, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var result = new ReadResult(
            Machine.Description, load, 0, options, bytes.Length,
            await Measure(plain, reader, ["bare"], options, host), await Measure(hub, reader, paths, options, host), await Measure(gateway, reader, paths, options, host), host.PeakMegabytes);
        var took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        result = result with { Others = (Machine.BusySeconds - busy - (host.Processor - cpu).TotalSeconds - (Environment.CpuUsage.TotalTime - own).TotalSeconds) / (took * Machine.Cores) };
        result.Print(Console.Out);
        await ResultFile.Write(result, options.JsonFile);
        return result.Hub.Errors + result.Gateway.Errors == 0 ? 0 : 1;
    }

    private static HttpClient Client(Uri address, int connections) => new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = connections }) { BaseAddress = address };

    private static async Task<string> Token(HostRun host, HttpClient gateway, string authority, string unit)
    {
        var client = await host.CreateClient("client", "create", authority, "--scope", "authority", "--party", authority, "--unit", unit, "--purposes", "P01");
        return await EmployerClient.Token(gateway, client.Id, client.Secret);
    }

    private static async Task<string[]> Publish(HostRun host, HttpClient gateway)
    {
        var register = EmployerClient.Of(gateway, await Token(host, gateway, "BUS", "register"));
        var rows = Enumerable.Range(70_000_000, 100_000).Select(code => $"{code}").Where(NationalCodes.IsRegistryCode).Take(Records).Select(code => $"{{\"registryCode\":\"{code}\",\"name\":\"Load {code}\",\"status\":\"active\"}}");
        using var answer = await register.Post(Path, "rows", Encoding.UTF8.GetBytes(string.Join('\n', rows)), "application/x-ndjson");
        return [.. (await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => $"{Path}/{JsonSerializer.Deserialize<JsonElement>(row).GetProperty("record")}?purpose=P01")];
    }

    private static async Task<WebApplication> Bare(byte[] bytes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/bare", () => Results.Bytes(bytes, "application/json"));
        await app.StartAsync();
        return app;
    }

    private static async Task<Rate> Measure(HttpClient server, string token, string[] paths, ReadOptions options, HostRun host)
    {
        await For(server, token, paths, options.Connections, TimeSpan.FromSeconds(options.WarmUp));
        var processor = host.Processor;
        var (done, errors, seconds) = await For(server, token, paths, options.Connections, TimeSpan.FromSeconds(options.Seconds));
        return new(done / seconds, errors, (host.Processor - processor).TotalMilliseconds / Math.Max(1, done));
    }

    private static async Task<(long Done, long Errors, double Seconds)> For(HttpClient server, string token, string[] paths, int connections, TimeSpan time)
    {
        var client = EmployerClient.Of(server, token);
        var (number, done, errors) = (0L, 0L, 0L);
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begun) < time)
            {
                using var answer = await client.Get(paths[Interlocked.Increment(ref number) % paths.Length]);
                if (answer.IsSuccessStatusCode) Interlocked.Increment(ref done);
                else Interlocked.Increment(ref errors);
            }
        })));
        return (done, errors, Stopwatch.GetElapsedTime(begun).TotalSeconds);
    }
}

/// <summary>What was measured of one server.</summary>
/// <param name="PerSecond">Answers.</param>
/// <param name="Errors">Answers that were none.</param>
/// <param name="HostMilliseconds">Processor time of the host for one, with what the feed did meanwhile.</param>
internal sealed record Rate(double PerSecond, long Errors, double HostMilliseconds)
{
    public override string ToString() => FormattableString.Invariant($"{PerSecond:0}/s, {Errors} errors, {HostMilliseconds:0.000} ms of the host for one");
}

/// <summary>One run.</summary>
/// <param name="Others">Share of all cores that other processes used meanwhile.</param>
/// <param name="Bytes">Of an answer.</param>
internal sealed record ReadResult(string Machine, string LoadAverage, double Others, ReadOptions Options, int Bytes, Rate Bare, Rate Hub, Rate Gateway, double PeakMegabytes)
{
    public double Ratio => Hub.PerSecond / Bare.PerSecond;

    public double RatioAtTheDoor => Gateway.PerSecond / Bare.PerSecond;

    public void Print(TextWriter output)
    {
        output.Line("machine", $"{Machine}");
        output.Line("others", $"{Others:P0} of the cores; load average {LoadAverage}");
        output.Line("load", $"{Options.Connections} connections, {Options.Seconds} s after {Options.WarmUp} s of warm-up; answers of {Bytes} bytes");
        output.Line("bare Kestrel", $"{Bare}");
        output.Line("hub", $"{Hub}");
        output.Line("gateway", $"{Gateway}");
        output.Line("ratio", $"{Ratio:0.000} at the hub, {RatioAtTheDoor:0.000} at the door");
        output.Line("host memory", $"{PeakMegabytes:0} MB at its peak");
    }
}
