using SingleWindow.Load.Arrivals;
using SingleWindow.Load.Ground;

namespace SingleWindow.Load.Results;

/// <summary>What one run of a scenario on one kind of store found.</summary>
/// <param name="scenario">Its name.</param>
/// <param name="store">On what.</param>
internal sealed class Findings(string scenario, string store)
{
    private readonly List<Figure> figures = [];
    private readonly List<string> faults = [];

    public string Scenario => scenario;

    public string Store => store;

    /// <summary>Share of the cores that others used in the worst of the measured windows.</summary>
    public double Others { get; private set; }

    public IReadOnlyList<Figure> Figures => figures;

    /// <summary>What went wrong; empty when nothing did.</summary>
    public IReadOnlyList<string> Faults => faults;

    public void Add(string name, double value, string unit = "", Aim? aim = null) => figures.Add(new(name, value, unit, aim));

    /// <summary>The latencies of one load.</summary>
    /// <param name="p99">What the 99th percentile should be.</param>
    public void Add(string name, Latency latency, Aim? p50 = null, Aim? p99 = null)
    {
        Add($"{name}: p50", latency.P50, "ms", p50);
        Add($"{name}: p90", latency.P90, "ms");
        Add($"{name}: p99", latency.P99, "ms", p99);
        Add($"{name}: p99.9", latency.P999, "ms");
        Add($"{name}: max", latency.Max, "ms");
    }

    /// <summary>Notes who else used the processor in a window that ends now.</summary>
    public void Saw(Watch watch) => Others = Math.Max(Others, watch.Others);

    /// <summary>Notes what went wrong in a load, if anything did.</summary>
    public Outcome Checked(Outcome outcome)
    {
        foreach (var (kind, count) in outcome.Errors) Fault($"{count} x {kind}");
        return outcome;
    }

    public void Fault(string what) => faults.Add(what);

    public void Print(TextWriter output)
    {
        output.WriteLine($"{scenario} on {Name(store)}, others {Others:P0} of the cores");
        foreach (var figure in figures) output.WriteLine($"  {figure}");
        foreach (var fault in faults) output.WriteLine($"  WRONG: {fault}");
    }

    /// <summary>What people call a kind of store.</summary>
    public static string Name(string store) => store switch { "sqlite" => "SQLite", "postgres" => "PostgreSQL", _ => store };
}
