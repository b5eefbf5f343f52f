using System.Globalization;

namespace SingleWindow.Load.Ground;

/// <summary>Processor time of trees of processes, as Linux counts it.</summary>
internal static class Processes
{
    // Linux counts processor time in hundredths of a second (USER_HZ).
    public const double TicksPerSecond = 100;

    /// <summary>The process that started this one.</summary>
    public static int Parent(int process) => int.Parse(Stat(process)![1], CultureInfo.InvariantCulture);

    /// <summary>Seconds that these processes, what they started and what of that has ended since have used.</summary>
    public static double SecondsOf(params IEnumerable<int> roots)
    {
        var known = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0]))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).Select(id => (Id: id, Stat: Stat(id))).Where(process => process.Stat is not null).ToArray();
        var children = known.ToLookup(process => int.Parse(process.Stat![1], CultureInfo.InvariantCulture));
        var stats = known.ToDictionary(process => process.Id, process => process.Stat!);
        var (seconds, waiting) = (0.0, new Stack<int>(roots));
        while (waiting.TryPop(out var id))
        {
            // Own time, and that of the children that were waited for.
            if (stats.TryGetValue(id, out var stat)) seconds += stat[11..15].Sum(text => long.Parse(text, CultureInfo.InvariantCulture)) / TicksPerSecond;
            foreach (var child in children[id]) waiting.Push(child.Id);
        }
        return seconds;
    }

    // What follows the name, which may hold anything: state, parent, ...; null: it has ended.
    private static string[]? Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
