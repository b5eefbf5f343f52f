using SingleWindow.Load.Arrivals;
using SingleWindow.Load.Ground;
using SingleWindow.Load.Results;

namespace SingleWindow.Load.Scenarios;

/// <summary>What our door costs: beside YARP with nothing in front, and nginx, before the same backend, all taking turns.</summary>
internal static class GatewayScenario
{
    private const int Bytes = 1000;
    private const int Turns = 8;

    public static async Task Run(Bench bench, Findings findings)
    {
        await using var place = await bench.NewStore();
        await using var backend = await BareKestrel.Start(Bytes);
        await using var host = await bench.StartHub(place, $"--Gateway:Hubs:0={backend.Address}");
        await using var yarp = await BareProxy.Yarp(backend.Address);
        await using var nginx = await BareProxy.Nginx(backend.Address);
        var (connections, turn) = (bench.Line.Number("connections", 64), bench.Line.Seconds("seconds", 8) / Turns);
        using var door = EmployerClient.Http(host.Gateway, connections);
        var (id, secret) = await host.CreateClient("operator", "create", "Load");
        var token = (await EmployerClient.Open(door, id, secret)).Token;
        var rivals = new[] { ("backend alone", backend.Address), ("bare YARP", yarp.Address), ("nginx", nginx.Address), ("our gateway", host.Gateway) }
            .Select(rival => new Rival(rival.Item1, EmployerClient.Of(EmployerClient.Http(rival.Item2, connections), token), new(), new())).ToList();
        foreach (var rival in rivals) await Traffic.Closed(connections, bench.Line.Seconds("warmup", 6), rival.Ask);
        var watch = bench.Watch();
        for (var number = 0; number < Turns; number++)
        {
            foreach (var rival in rivals) await Traffic.Closed(connections, turn, rival.Ask, rival.Many);
            foreach (var rival in rivals) await Traffic.Closed(1, turn / 4, rival.Ask, rival.Alone);
        }
        findings.Saw(watch);
        foreach (var rival in rivals)
        {
            findings.Checked(rival.Many);
            findings.Add($"{rival.Name}, {connections} connections", rival.Many.PerSecond, "/s");
            findings.Add($"{rival.Name}, one caller: p50", findings.Checked(rival.Alone).Latency.P50, "ms");
        }
        var (alone, bare, other, ours) = (rivals[0], rivals[1], rivals[2], rivals[3]);
        findings.Add("our gateway / bare YARP", ours.Many.PerSecond / bare.Many.PerSecond, aim: Aim.Least(0.65));
        findings.Add("our gateway / nginx", ours.Many.PerSecond / other.Many.PerSecond, aim: Aim.Least(0.3));
        findings.Add("added by our gateway, one caller: p50", ours.Alone.Latency.P50 - alone.Alone.Latency.P50, "ms", Aim.Most(1));
    }

    private sealed record Rival(string Name, EmployerClient Client, Outcome Many, Outcome Alone)
    {
        public async Task Ask(int _) => (await Client.Get("api/v1/bare")).EnsureSuccessStatusCode().Dispose();
    }
}
