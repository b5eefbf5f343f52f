using SingleWindow.Host;
using SingleWindow.Load.Ground;
using SingleWindow.Load.Results;

namespace SingleWindow.Load.Scenarios;

/// <summary>A scenario with its options.</summary>
/// <param name="Name">Of the scenario.</param>
/// <param name="Line">Its options.</param>
/// <param name="Run">What it does.</param>
/// <param name="MostRounds">How often it is repeated at most.</param>
internal sealed record Planned(string Name, CommandLine Line, Func<Bench, Findings, Task> Run, int MostRounds = int.MaxValue)
{
    private static readonly Dictionary<string, Func<Bench, Findings, Task>> Known = new(StringComparer.Ordinal)
    {
        ["append"] = AppendScenario.Run,
        ["submit"] = SubmitScenario.Run,
        ["read"] = ReadScenario.Run,
        ["gateway"] = GatewayScenario.Run,
        ["flood"] = FloodScenario.Run,
        ["feed"] = FeedScenario.Run,
        ["batch"] = BatchScenario.Run,
        ["records"] = RecordsScenario.Run,
        ["rebuild"] = RebuildScenario.Run,
        ["flat"] = FlatScenario.Run,
        ["memory"] = MemoryScenario.Run,
        ["start"] = StartScenario.Run,
    };

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>One scenario as asked for; null when there is none with this name.</summary>
    public static Planned? One(CommandLine line) => Known.TryGetValue(line.Words[0], out var run) ? new(line.Words[0], line, run) : null;

    /// <summary>
    /// All of them, each short enough that five rounds on both stores take less than 40 minutes; what is asked for on the command line counts before what stands here.
    /// Those that take long and vary little are repeated less often.
    /// </summary>
    public static IReadOnlyList<Planned> All(IReadOnlyList<string> asked) =>
    [
        Of(asked, "append", int.MaxValue, "--seconds=3", "--warmup=1", "--limit-seconds=2"),
        Of(asked, "submit", int.MaxValue, "--seconds=6", "--warmup=8", "--limit-seconds=2"),
        Of(asked, "read", int.MaxValue, "--seconds=3", "--warmup=8", "--bare-warmup=2"),
        // What stands behind the door there keeps nothing.
        Of(asked, "gateway", int.MaxValue, "--seconds=4", "--warmup=4", "--store=sqlite"),
        Of(asked, "feed", int.MaxValue, "--seconds=6", "--warmup=3", "--applications=2000"),
        Of(asked, "batch", 2, "--rows=2000", "--warmup=1000", "--limit-seconds=2"),
        Of(asked, "records", 2, "--rows=20000", "--limit-seconds=2"),
        Of(asked, "rebuild", 2, "--applications=2000"),
        Of(asked, "start", 2),
        Of(asked, "memory", 1),
        Of(asked, "flat", 1, "--to=100000"),
    ];

    /// <summary>On which kinds of store.</summary>
    public IReadOnlyList<string> Stores => Line.Value("url") is not null ? ["running"] : Line.List("store") is { Count: > 0 } stores ? stores : ["sqlite", "postgres"];

    private static Planned Of(IReadOnlyList<string> asked, string name, int most, params string[] options) => new(name, CommandLine.Parse([.. options, .. asked]), Known[name], most);
}
