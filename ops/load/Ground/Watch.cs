using System.Diagnostics;

namespace SingleWindow.Load.Ground;

/// <summary>Who used the processor while something was measured.</summary>
internal sealed class Watch
{
    private readonly int server;
    private readonly long begun = Stopwatch.GetTimestamp();
    private readonly double busy = Machine.BusySeconds;
    private readonly double tool = Tool;
    private readonly double ours;
    private readonly double database;

    /// <param name="server">The process of the database server.</param>
    public Watch(int server)
    {
        this.server = server;
        (ours, database) = (Processes.SecondsOf(Environment.ProcessId, server), Processes.SecondsOf(server));
    }

    /// <summary>Share of all cores that was used by others than this tool, what it started and the database server: above 0.25 a figure says little. A tenth is the system's own.</summary>
    public double Others => Math.Max(0, (Machine.BusySeconds - busy - (Processes.SecondsOf(Environment.ProcessId, server) - ours)) / (Stopwatch.GetElapsedTime(begun).TotalSeconds * Machine.Cores));

    /// <summary>Processor milliseconds of the database server so far.</summary>
    public double DatabaseMilliseconds => (Processes.SecondsOf(server) - database) * 1000;

    /// <summary>Processor milliseconds of this process so far: the load generator.</summary>
    public double ToolMilliseconds => (Tool - tool) * 1000;

    private static double Tool => Environment.CpuUsage.TotalTime.TotalSeconds;
}
