using System.Diagnostics;
using SingleWindow.Host;
using SingleWindow.Load.Ground;
using SingleWindow.Load.Scenarios;

namespace SingleWindow.Load.Results;

/// <summary>Runs scenarios, round by round, so that what changes on the machine meanwhile touches all of them; one that fails does not stop the others.</summary>
/// <param name="line">What was asked for.</param>
internal sealed class Rounds(CommandLine line)
{
    private readonly List<Findings> runs = [];
    private readonly TimeProvider clock = TimeProvider.System;

    /// <summary>0 when nothing went wrong. A missed aim is told, and is not wrong.</summary>
    /// <param name="plan">Scenarios with their options.</param>
    /// <param name="rounds">How many.</param>
    public async Task<(int Exit, Summary Summary)> Run(IReadOnlyList<Planned> plan, int rounds)
    {
        var (at, begun, commit) = (clock.GetUtcNow(), Stopwatch.GetTimestamp(), await Repository.Commit());
        Console.WriteLine($"{Machine.Description}; {commit}; load average {Machine.LoadAverage}");
        await using var postgres = await TemporaryPostgres.Start();
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var planned in plan.Where(planned => round <= planned.MostRounds))
            {
                foreach (var store in planned.Stores)
                {
                    Console.WriteLine($"[{Stopwatch.GetElapsedTime(begun):hh\\:mm\\:ss}] round {round} of {Math.Min(rounds, planned.MostRounds)}: {planned.Name} on {Findings.Name(store)}");
                    var findings = new Findings(planned.Name, store);
                    await Try(planned, new(store, postgres, planned.Line), findings);
                    findings.Print(Console.Out);
                    runs.Add(findings);
                }
            }
        }
        var summary = new Summary(Machine.Description, at, commit, runs);
        summary.Print(Console.Out);
        Console.WriteLine($"[{Stopwatch.GetElapsedTime(begun):hh\\:mm\\:ss}] done");
        if (line.Value("json") is { } file) await File.WriteAllTextAsync(file, summary.Json());
        return (runs.Any(run => run.Faults.Count > 0) ? 1 : 0, summary);
    }

    private static async Task Try(Planned planned, Bench bench, Findings findings)
    {
        try
        {
            await planned.Run(bench, findings);
        }
        catch (Exception failure)
        {
            findings.Fault($"{failure.GetType().Name}: {failure.Message.Split('\n')[0]}");
            await Console.Error.WriteLineAsync(failure.ToString());
        }
    }
}
