using System.Globalization;

namespace SingleWindow.Load;

/// <summary>How long a start takes, and how much memory an idle host holds.</summary>
internal static class StartScenario
{
    public static async Task<int> Run(StartOptions options)
    {
        Console.WriteLine($"machine        {Machine.Description}; load average {Machine.LoadAverage}");
        Console.WriteLine($"arguments      {(options.HostArguments.Count == 0 ? "none" : string.Join(' ', options.HostArguments))}");
        var starts = new List<(double Answers, double Ready, double Resident)>();
        for (var i = 0; i < options.Repeat; i++)
        {
            await using var host = HostRun.Start(options.HostFile, options.HostArguments);
            var door = options.Gateway ? host.Gateway : host.Management;
            var answers = await host.AnsweredAfter(new(door, "healthz"));
            var ready = await host.AnsweredAfter(new(host.Management, "readyz"));
            starts.Add((answers, ready, host.ResidentMegabytes));
        }
        Print("first 200", starts.Select(start => start.Answers), "ms to /healthz of the " + (options.Gateway ? "gateway" : "management port"));
        Print("ready", starts.Select(start => start.Ready), "ms to /readyz of all roles");
        Print("memory", starts.Select(start => start.Resident), "MB resident when ready");
        return 0;
    }

    private static void Print(string name, IEnumerable<double> values, string unit)
    {
        double[] sorted = [.. values.Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-14} {sorted[sorted.Length / 2]:0} {unit} [{sorted[0]:0}-{sorted[^1]:0}], n={sorted.Length}"));
    }
}
