using System.Globalization;
using SingleWindow.Host;

namespace SingleWindow.Load;

/// <summary>How the load on <c>submit</c> is made; every figure in a result depends on these, so all are printed with it.</summary>
/// <param name="Connections">Clients that work at the same time, each on a connection of its own.</param>
/// <param name="Seconds">How long is measured.</param>
/// <param name="WarmUp">Seconds of the same load before that, not counted.</param>
/// <param name="StoreSeconds">How long the bare store is measured, before and after.</param>
/// <param name="Employers">Among how many employers the applications are shared out.</param>
/// <param name="HostFile">The program to start: <c>SingleWindow.Host.dll</c>, by default the one built with this.</param>
/// <param name="HostSettings">Further settings for it, <c>--Section:Key=value</c>.</param>
/// <param name="Target">A gateway that runs already, with one employer's client; null: an own host.</param>
/// <param name="JsonFile">Where the result goes as JSON; null: nowhere.</param>
internal sealed record SubmitOptions(
    int Connections, int Seconds, int WarmUp, int StoreSeconds, int Employers, string HostFile, IReadOnlyList<string> HostSettings, Target? Target, string? JsonFile)
{
    public static SubmitOptions From(CommandLine line) => new(
        line.Number("connections", 64), line.Number("seconds", 20), line.Number("warmup", 10), line.Number("store-seconds", 4), line.Number("employers", 4),
        line.HostFile(), line.HostSettings(),
        line.Value("url") is { } url
            ? new(new Uri(url), line.Value("client-id") ?? throw new ArgumentException("--url needs --client-id"), line.Value("client-secret") ?? throw new ArgumentException("--url needs --client-secret"))
            : null,
        line.Value("json"));
}

/// <summary>What <c>batch</c> sends.</summary>
/// <param name="Rows">Rows of the batch that is measured.</param>
/// <param name="WarmUp">Rows of a batch before it, not counted.</param>
/// <param name="StoreSeconds">How long the bare store is measured, before and after.</param>
/// <param name="HostFile">The program to start.</param>
/// <param name="HostSettings">Further settings for it.</param>
internal sealed record BatchOptions(int Rows, int WarmUp, int StoreSeconds, string HostFile, IReadOnlyList<string> HostSettings)
{
    public static BatchOptions From(CommandLine line) => new(line.Number("rows", 10_000), line.Number("warmup", 2_000), line.Number("store-seconds", 4), line.HostFile(), line.HostSettings());
}

/// <summary>An installation that runs already.</summary>
internal sealed record Target(Uri Gateway, string ClientId, string ClientSecret);

/// <summary>What <c>start</c> starts.</summary>
/// <param name="Repeat">How often; the median counts.</param>
/// <param name="HostFile">The program, best a published one.</param>
/// <param name="HostArguments">Its arguments, such as <c>--roles hub</c> or <c>--demo</c>.</param>
/// <param name="Gateway">Whether the gateway is among the roles, so that there is something to ask at its address.</param>
internal sealed record StartOptions(int Repeat, string HostFile, IReadOnlyList<string> HostArguments, bool Gateway)
{
    public static StartOptions From(CommandLine line)
    {
        var roles = line.Settings.TryGetValue("Roles", out var given) ? given! : "";
        return new(
            line.Number("repeat", 5), line.HostFile(), [.. line.HostSettings(), .. line.Has("demo") ? (string[])["--demo"] : []],
            roles.Length == 0 || roles.Contains("gateway", StringComparison.Ordinal));
    }
}

internal static class LoadCommandLine
{
    public static int Number(this CommandLine line, string option, int standard) =>
        line.Value(option) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : standard;

    public static string HostFile(this CommandLine line) => Path.GetFullPath(line.Value("host") ?? Path.Combine(AppContext.BaseDirectory, "SingleWindow.Host.dll"));

    public static IReadOnlyList<string> HostSettings(this CommandLine line) =>
        [.. line.Settings.Select(setting => setting.Key == "Roles" ? $"--roles={setting.Value}" : $"--{setting.Key}={setting.Value}")];
}
