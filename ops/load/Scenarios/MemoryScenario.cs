using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using SingleWindow.Core.Permits;
using SingleWindow.Hub.Cluster;
using SingleWindow.Load.Ground;
using SingleWindow.Load.Results;

namespace SingleWindow.Load.Scenarios;

/// <summary>How much memory a hub holds that does nothing, and how much more with permits activated. A first start takes in the events, so that only the second is measured.</summary>
internal static class MemoryScenario
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public static async Task Run(Bench bench, Findings findings)
    {
        var count = bench.Line.Number("permits", 100_000);
        await using var place = await bench.NewStore();
        IReadOnlyList<string> permits;
        await using (var hub = place.Open()) permits = await HeldPermits.Fill(hub, count);
        await using (var first = await bench.StartHub(place, "--roles=hub")) await first.SettledAfter();

        await using var host = await bench.StartHub(place, "--roles=hub");
        await host.SettledAfter();
        await Task.Delay(Rest);
        var (watch, idle) = (bench.Watch(), host.ResidentMegabytes);
        findings.Add("role hub, idle", idle, "MB", Aim.Most(250));
        var rate = await Activate(host.Silo, permits);
        await Task.Delay(Rest);
        findings.Saw(watch);
        findings.Add($"{count} activated permits", host.ResidentMegabytes - idle, "MB", count == 100_000 ? Aim.Most(800) : null);
        findings.Add("role hub, at its peak", host.PeakMegabytes, "MB");
        findings.Add("permits activated", rate, "/s");
    }

    private static async Task<double> Activate(IPEndPoint silo, IReadOnlyList<string> permits)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client.UseStaticClustering(silo)
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (NodeOptions.DefaultId, NodeOptions.DefaultId)));
        using var host = builder.Build();
        await host.StartAsync();
        var (grains, begun) = (host.Services.GetRequiredService<IGrainFactory>(), System.Diagnostics.Stopwatch.GetTimestamp());
        await Parallel.ForEachAsync(permits, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (permit, ct) =>
        {
            var read = await grains.GetGrain<IPermitGrain>(permit).Read(ct);
            if (read.Problem is { } problem) throw new InvalidOperationException($"a permit is not there: {problem.Code}");
        });
        var seconds = System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await host.StopAsync();
        return permits.Count / seconds;
    }
}
