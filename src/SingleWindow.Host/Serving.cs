namespace SingleWindow.Host;

/// <summary>Runs the roles until a signal comes.</summary>
internal static class Serving
{
    public static async Task<int> Run(IConfigurationRoot settings, CancellationToken stop)
    {
        var roles = Roles.Of(settings);
        settings = Addresses.Resolve(settings, roles, free: false);
        await using var installation = new Installation(settings, roles, legalTime: null);
        await installation.Start(stop);
        await Announce(settings, roles, Console.Out);
        return await UntilStopped(installation, stop);
    }

    public static async Task<int> UntilStopped(Installation installation, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, installation.Failed);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
        return stop.IsCancellationRequested ? 0 : 1;
    }

    public static async Task Announce(IConfiguration settings, IReadOnlyList<Role> roles, TextWriter output)
    {
        await output.WriteLineAsync("SingleWindow is ready.");
        if (roles.Contains(Role.Gateway))
        {
            var gateway = Addresses.Public(settings["Gateway:Urls"]!);
            await output.WriteLineAsync($"  API         {gateway}api/v1   reference {gateway}docs");
            await output.WriteLineAsync($"  tokens      {settings["Identity:Issuer"]}connect/token");
        }
        foreach (var role in roles) await output.WriteLineAsync($"  {role.Name(),-11} {settings[$"{role}:Urls"]}");
        await output.WriteLineAsync($"  management  {settings["Management:Urls"]}   (/readyz, /metrics)");
        await output.WriteLineAsync($"  data        {Data(settings)}");
    }

    // Without user and password.
    private static string Data(IConfiguration settings) => settings["Store:Kind"] == "postgres" ? "PostgreSQL (Store:Connection)" : settings["Store:Path"]!;
}
