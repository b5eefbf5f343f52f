using System.Text;
using System.Text.Json;

namespace SingleWindow.Load.Results;

/// <summary>All rounds together: medians.</summary>
/// <param name="Machine">On which.</param>
/// <param name="At">When it began.</param>
/// <param name="Commit">Of what.</param>
/// <param name="Runs">Every run of every scenario.</param>
internal sealed record Summary(string Machine, DateTimeOffset At, string Commit, IReadOnlyList<Findings> Runs)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly string[] Stores = ["sqlite", "postgres"];

    /// <summary>A table for people.</summary>
    /// <param name="all">False: only what has an aim.</param>
    public string Markdown(bool all)
    {
        var text = new StringBuilder();
        text.AppendLine($"Medians [least–most]. {Machine}; {At:yyyy-MM-dd}, {Commit}; load generator, database and hub on the same cores.").AppendLine();
        text.AppendLine("| scenario | | aim | SQLite | PostgreSQL |").AppendLine("|---|---|---|---|---|");
        foreach (var scenario in Runs.Select(run => run.Scenario).Distinct())
        {
            foreach (var name in Runs.Where(run => run.Scenario == scenario).SelectMany(run => run.Figures).Where(figure => all || figure.Aim is not null).Select(figure => figure.Name).Distinct())
            {
                var cells = Stores.Select(store => Cell(scenario, store, name)).ToArray();
                text.AppendLine($"| `{scenario}` | {name} | {string.Join(", ", cells.Select(cell => cell.Aim).OfType<Aim>().Distinct())} | {cells[0].Text} | {cells[1].Text} |");
            }
            text.AppendLine($"| `{scenario}` | _rounds; others, share of the cores_ | | {Noise(scenario, "sqlite")} | {Noise(scenario, "postgres")} |");
        }
        foreach (var run in Runs) foreach (var fault in run.Faults) text.AppendLine().Append($"Wrong in `{run.Scenario}` on {Findings.Name(run.Store)}: {fault}");
        return text.ToString().TrimEnd() + Environment.NewLine;
    }

    /// <summary>Everything, for programs.</summary>
    public string Json() => JsonSerializer.Serialize(this, Indented);

    /// <summary>Prints medians, when there is more than one round.</summary>
    public void Print(TextWriter output)
    {
        foreach (var same in Runs.GroupBy(run => (run.Scenario, run.Store)).Where(same => same.Count() > 1))
        {
            output.WriteLine($"{same.Key.Scenario} on {Findings.Name(same.Key.Store)}: medians of {same.Count()}, others {Median(same.Select(run => run.Others)):P0} of the cores");
            foreach (var figure in same.SelectMany(run => run.Figures).DistinctBy(figure => figure.Name)) output.WriteLine($"  {figure with { Value = Median(Values(same, figure.Name)) }}");
        }
    }

    private (string Text, Aim? Aim) Cell(string scenario, string store, string name)
    {
        var runs = Of(scenario, store);
        if (runs.SelectMany(run => run.Figures).FirstOrDefault(figure => figure.Name == name) is not { } figure) return ("", null);
        double[] values = [.. Values(runs, name)];
        var (median, range) = (Median(values), values.Length > 1 ? $" [{Figure.Text(values.Min())}–{Figure.Text(values.Max())}]" : "");
        return ($"{Figure.Text(median)}{(figure.Unit.Length > 0 ? " " + figure.Unit : "")}{range}{(figure.Aim?.IsMetBy(median) == false ? " **missed**" : "")}", figure.Aim);
    }

    private string Noise(string scenario, string store) => Of(scenario, store).ToArray() is [_, ..] runs ? $"{runs.Length}; {Median(runs.Select(run => run.Others)):P0}" : "";

    private IEnumerable<Findings> Of(string scenario, string store) => Runs.Where(run => run.Scenario == scenario && run.Store == store);

    private static IEnumerable<double> Values(IEnumerable<Findings> runs, string name) => runs.SelectMany(run => run.Figures).Where(figure => figure.Name == name).Select(figure => figure.Value);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
