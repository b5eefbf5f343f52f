using System.Globalization;

namespace SingleWindow.Load.Ground;

/// <summary>What the machine is and what else it does: a figure without this is worth nothing.</summary>
internal static class Machine
{
    public static int Cores => Environment.ProcessorCount;

    public static string Description => $"{Cores} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0} GB, .NET {Environment.Version}, {Processor}";

    /// <summary>The 1, 5 and 15 minute load averages.</summary>
    public static string LoadAverage => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]);

    /// <summary>Processor seconds that all processes together have used, without idling and waiting.</summary>
    public static double BusySeconds
    {
        get
        {
            var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..8].Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
            return (ticks.Sum() - ticks[3] - ticks[4]) / Processes.TicksPerSecond;
        }
    }

    private static string Processor =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[1] ?? "unknown processor";
}
