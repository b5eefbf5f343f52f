using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;
using SingleWindow.Load.Ground;
using SingleWindow.Load.Results;

namespace SingleWindow.Load.Scenarios;

/// <summary>How many events a second a read model takes in when it is built anew: each alone, then all at once.</summary>
internal static class RebuildScenario
{
    // Those that follow every event of an application.
    private static readonly IReadOnlyList<string> OfApplications = ["applications", "tasks", "application-deadlines", "appeals", "decision-times", "records"];

    public static async Task Run(Bench bench, Findings findings)
    {
        var names = bench.Line.List("models") is { Count: > 0 } asked ? asked : OfApplications;
        await using var place = await bench.NewStore();
        await using var hub = place.Open();
        var events = hub.GetRequiredService<IEventStore>();
        var begun = Stopwatch.GetTimestamp();
        await FiledCases.Fill(hub, bench.Line.Number("applications", 5_000));
        var head = await events.ReadHead(CancellationToken.None);
        findings.Add("events in the store", head, "");
        findings.Add("events written", head / Stopwatch.GetElapsedTime(begun).TotalSeconds, "/s");

        // What nobody can be faster than: every event read and opened, nothing written but the checkpoint.
        var watch = bench.Watch();
        await Build(hub, head, [new EveryEvent("warm-up")]);
        var bare = head / await Build(hub, head, [new EveryEvent("bare")]);
        findings.Add("bare feed", bare, "events/s");
        var models = hub.GetServices<IProjection>().Where(model => names.Contains(model.Name)).ToArray();
        foreach (var model in models) findings.Add($"{model.Name}", head / await Build(hub, head, [model]), "events/s", Aim.Least(bench.Aim(sqlite: 25_000, postgres: 10_000)));
        if (models.Length > 1)
        {
            var all = head / await Build(hub, head, models);
            findings.Add($"all {models.Length} at once", all, "events/s");
            findings.Add($"all {models.Length} at once / bare feed", all / bare);
        }
        findings.Saw(watch);
    }

    // Seconds until all of them have taken in everything.
    private static async Task<double> Build(IServiceProvider hub, long head, IProjection[] models)
    {
        // A model that another run built is built anew, as an operator would have it.
        await hub.GetRequiredService<IViewStore>().Write("load", async writer => await writer.Execute("delete from checkpoints"), CancellationToken.None);
        var begun = Stopwatch.GetTimestamp();
        var took = TimeSpan.Zero;
        await Pump.Run(hub, models, [], async pump =>
        {
            await pump.WaitFor(head, CancellationToken.None);
            took = Stopwatch.GetElapsedTime(begun);
        });
        return took.TotalSeconds;
    }
}
