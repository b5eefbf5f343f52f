using SingleWindow.Load.Ground;

namespace SingleWindow.Load.Results;

/// <summary>Where the results of all scenarios are kept.</summary>
internal static class Kept
{
    private const string Begin = "<!-- load -->", End = "<!-- /load -->";

    /// <summary>Writes them under <c>ops/load/results</c>, and what has an aim into the README between its marks.</summary>
    /// <param name="readme">False: leaves the README alone.</param>
    public static async Task Write(Summary summary, bool readme)
    {
        var file = Path.Combine(Repository.Root, "ops", "load", "results", $"{summary.At:yyyy-MM-dd}-all");
        await File.WriteAllTextAsync(file + ".json", summary.Json());
        await File.WriteAllTextAsync(file + ".md", $"# All scenarios, {summary.At:yyyy-MM-dd}\n\n{summary.Markdown(all: true)}");
        Console.WriteLine($"{file}.md and .json");
        if (!readme) return;
        var page = Path.Combine(Repository.Root, "README.md");
        var text = await File.ReadAllTextAsync(page);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (from < 0 || to < from) throw new InvalidOperationException($"{page} has no {Begin} and {End}.");
        await File.WriteAllTextAsync(page, $"{text[..(from + Begin.Length)]}\n{summary.Markdown(all: false)}{text[to..]}");
    }
}
