using System.Globalization;
using SingleWindow.Host;

namespace SingleWindow.Load.Ground;

/// <summary>On what a scenario runs: one of the two kinds of store, the database server, and what was asked for.</summary>
/// <param name="Store"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Postgres">Also beside SQLite: it is where the limit is measured.</param>
/// <param name="Line">What was asked for.</param>
internal sealed record Bench(string Store, TemporaryPostgres Postgres, CommandLine Line)
{
    /// <summary>What an aim is on this kind of store.</summary>
    public double Aim(double sqlite, double postgres) => Store == "sqlite" ? sqlite : postgres;

    /// <summary>Begins to look at who uses the processor.</summary>
    public Watch Watch() => new(Postgres.Server);

    /// <summary>An empty store.</summary>
    public Task<StorePlace> NewStore() => StorePlace.Create(this);

    /// <summary>A hub on it that is ready, with all roles or as the command line says, whose limits of rate are out of the way.</summary>
    public async Task<HostRun> StartHub(StorePlace place, params string[] arguments)
    {
        var host = HostRun.Start(Line.HostFile(), place, [
            "--Schemes:AllowDraft=true", "--RateLimits:PerSecond=10000000", "--RateLimits:Burst=10000000", "--Gateway:MaxConcurrent=100000", "--Gateway:SignInsPerSecond=10000", .. arguments, .. Line.HostSettings()]);
        try
        {
            await host.AnsweredAfter(new(host.Management, "readyz"));
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }
}

internal static class LoadCommandLine
{
    public static int Number(this CommandLine line, string option, int standard) =>
        line.Value(option) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : standard;

    public static TimeSpan Seconds(this CommandLine line, string option, int standard) => TimeSpan.FromSeconds(line.Number(option, standard));

    public static string HostFile(this CommandLine line) => Path.GetFullPath(line.Value("host") ?? Path.Combine(AppContext.BaseDirectory, "SingleWindow.Host.dll"));

    public static IReadOnlyList<string> HostSettings(this CommandLine line) =>
        [.. line.Settings.Select(setting => setting.Key == "Roles" ? $"--roles={setting.Value}" : $"--{setting.Key}={setting.Value}")];
}
