using System.Text;
using System.Text.Json;
using SingleWindow.Core.Reference;
using SingleWindow.Load.Arrivals;
using SingleWindow.Load.Ground;
using SingleWindow.Load.Results;

namespace SingleWindow.Load.Scenarios;

/// <summary>
/// How many reads a second are answered, beside a bare endpoint of the same server that answers with as many bytes: of records, each gated by the matrix and durable in the
/// audit log before its answer, and of applications whose grains are warm.
/// </summary>
internal static class ReadScenario
{
    private const string Records = "api/v1/records/employer-profile";
    private const int Count = 200;
    private const int Turns = 8;

    public static async Task Run(Bench bench, Findings findings)
    {
        await using var place = await bench.NewStore();
        await using var host = await bench.StartHub(place);
        var connections = bench.Line.Number("connections", 64);
        using var gateway = EmployerClient.Http(host.Gateway, connections);
        using var hub = EmployerClient.Http(host.Hub, connections);
        var employer = (await EmployerClient.Register(host, gateway, 1))[0];
        var filers = new Filers([employer], "R");
        var applications = new string[Count];
        // Few at once: the host has only just started.
        await Parallel.ForAsync(0, Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) => applications[number] = await filers.File(number));
        var records = await Publish(host, gateway);
        var reader = await Authority(host, gateway, "MIG", "permits");

        var gated = new Reading("record", hub, gateway, reader, records, 0.3);
        var own = new Reading("application", hub, gateway, employer, applications, 0.4);
        // Both, since the second runs through code of its own.
        foreach (var reading in (Reading[])[gated, own]) await Traffic.Closed(connections, bench.Line.Seconds("warmup", 12), caller => reading.AtTheHub(caller));
        foreach (var reading in (Reading[])[gated, own]) await Measure(bench, findings, host, reading, connections);
        findings.Add("hub, resident memory at its peak", host.PeakMegabytes, "MB");
    }

    private static async Task Measure(Bench bench, Findings findings, HostRun host, Reading reading, int connections)
    {
        var (line, watch) = (bench.Line, bench.Watch());
        await using var bare = await BareKestrel.Start(await reading.Bytes());
        using var plain = EmployerClient.Http(bare.Address, connections);
        var client = EmployerClient.Of(plain, reading.Reader.Token);
        Func<int, Task> read = async _ => (await client.Get("bare")).EnsureSuccessStatusCode().Dispose();
        Func<int, Task>[] rivals = [read, reading.AtTheHub, reading.AtTheDoor];
        foreach (var rival in rivals) await Traffic.Closed(connections, line.Seconds("bare-warmup", 3), rival);
        var turn = line.Seconds("seconds", 8) / Turns;
        var (limit, atTheHub, atTheDoor, used) = (new Outcome(), new Outcome(), new Outcome(), TimeSpan.Zero);
        for (var number = 0; number < Turns; number++)
        {
            await Traffic.Closed(connections, turn, read, limit);
            var processor = host.Processor;
            await Traffic.Closed(connections, turn, reading.AtTheHub, atTheHub);
            used += host.Processor - processor;
            await Traffic.Closed(connections, turn, reading.AtTheDoor, atTheDoor);
        }
        foreach (var outcome in (Outcome[])[limit, atTheHub, atTheDoor]) findings.Checked(outcome);
        var rate = line.Number("rate", (int)(atTheHub.PerSecond * line.Number("percent", 60) / 100));
        var open = findings.Checked(await Traffic.Open(rate, line.Seconds("seconds", 8), (arrival, _) => reading.AtTheHub(arrival)));
        findings.Saw(watch);

        findings.Add($"{reading.Name}, at the hub, {connections} connections", atTheHub.PerSecond, "/s");
        findings.Add($"{reading.Name}, at the gateway", atTheDoor.PerSecond, "/s");
        findings.Add($"{reading.Name}, bare Kestrel", limit.PerSecond, "/s");
        findings.Add($"{reading.Name}, at the hub / bare Kestrel", atTheHub.PerSecond / limit.PerSecond, aim: Aim.Least(reading.Aim));
        findings.Add($"{reading.Name}, at the gateway / bare Kestrel", atTheDoor.PerSecond / limit.PerSecond);
        findings.Add($"{reading.Name}, processor of the hub for one", (used / atTheHub.Done).TotalMilliseconds, "ms");
        findings.Add($"{reading.Name}, on a schedule", rate, "/s");
        findings.Add($"{reading.Name}, on a schedule", open.Latency);
    }

    private static async Task<EmployerClient> Authority(HostRun host, HttpClient gateway, string authority, string unit)
    {
        var client = await host.CreateClient("client", "create", authority, "--scope", "authority", "--party", authority, "--unit", unit, "--purposes", "P01");
        return await EmployerClient.Open(gateway, client.Id, client.Secret);
    }

    private static async Task<string[]> Publish(HostRun host, HttpClient gateway)
    {
        var register = await Authority(host, gateway, "BUS", "register");
        var rows = Enumerable.Range(70_000_000, 100_000).Select(code => $"{code}").Where(NationalCodes.IsRegistryCode).Take(Count).Select(code => $"{{\"registryCode\":\"{code}\",\"name\":\"Load {code}\",\"status\":\"active\"}}");
        using var answer = await register.Post(Records, "rows", Encoding.UTF8.GetBytes(string.Join('\n', rows)), "application/x-ndjson");
        return [.. (await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => $"{Records}/{JsonSerializer.Deserialize<JsonElement>(row).GetProperty("record")}?purpose=P01")];
    }

    private sealed class Reading(string name, HttpClient hub, HttpClient gateway, EmployerClient reader, string[] paths, double aim)
    {
        private readonly EmployerClient atTheHub = EmployerClient.Of(hub, reader.Token), atTheDoor = EmployerClient.Of(gateway, reader.Token);
        private int number;

        public string Name => name;

        public EmployerClient Reader => reader;

        public double Aim => aim;

        public async Task<int> Bytes()
        {
            using var answer = await reader.Get(paths[0]);
            return (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
        }

        public Task AtTheHub(int _) => Read(atTheHub);

        public Task AtTheDoor(int _) => Read(atTheDoor);

        private async Task Read(EmployerClient client)
        {
            using var answer = await client.Get(paths[(uint)Interlocked.Increment(ref number) % paths.Length]);
            answer.EnsureSuccessStatusCode();
        }
    }
}
