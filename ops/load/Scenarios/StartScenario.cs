using SingleWindow.Load.Ground;
using SingleWindow.Load.Results;

namespace SingleWindow.Load.Scenarios;

/// <summary>How long a start takes, and how much memory an idle host holds.</summary>
internal static class StartScenario
{
    public static async Task Run(Bench bench, Findings findings)
    {
        var line = bench.Line;
        var roles = line.Settings.TryGetValue("Roles", out var given) ? given! : "";
        var hasGateway = roles.Length == 0 || roles.Contains("gateway", StringComparison.Ordinal);
        await using var place = await bench.NewStore();
        await using var host = HostRun.Start(line.HostFile(), place, [.. line.HostSettings(), .. line.Has("demo") ? (string[])["--demo"] : []]);
        var door = hasGateway ? host.Gateway : host.Management;
        findings.Add($"start to the first 200 of the {(hasGateway ? "gateway" : "management port")}", await host.AnsweredAfter(new(door, "healthz")), "ms", Aim.Most(5000));
        findings.Add("start to readiness of all roles", await host.AnsweredAfter(new(host.Management, "readyz")), "ms");
        findings.Add("resident memory when ready", host.ResidentMegabytes, "MB");
    }
}
