using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;
using SingleWindow.Load.Arrivals;
using SingleWindow.Load.Ground;
using SingleWindow.Load.Results;

namespace SingleWindow.Load.Scenarios;

/// <summary>How soon after its append an event reaches who follows the feed, while all read models run; and how fast one that was away catches up, beside how fast events can be written.</summary>
internal static class FeedScenario
{
    // As many as the aim says.
    private const int EventsASecond = 1_000;

    public static async Task Run(Bench bench, Findings findings)
    {
        await using var place = await bench.NewStore();
        await using var hub = place.Open();
        var events = hub.GetRequiredService<IEventStore>();
        await CatchUp(bench, findings, hub, events);
        await Follow(bench, findings, hub, events);
    }

    private static async Task CatchUp(Bench bench, Findings findings, IServiceProvider hub, IEventStore events)
    {
        // Sealed before: what is measured is the store.
        var lives = await FiledCases.Write(hub, bench.Line.Number("applications", 4_000));
        var watch = bench.Watch();
        var begun = Stopwatch.GetTimestamp();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, 512).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < lives.Count)
                for (var version = 0; version < lives[number].Events.Count; version++) await lives[number].Append(events, version, 1);
        })));
        var head = await events.ReadHead(CancellationToken.None);
        var written = head / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await Pump.Run(hub, [new EveryEvent("load-warm-up")], [], pump => pump.WaitFor(head, CancellationToken.None));
        begun = Stopwatch.GetTimestamp();
        await Pump.Run(hub, [new EveryEvent("load-late")], [], pump => pump.WaitFor(head, CancellationToken.None));
        var read = head / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        findings.Saw(watch);
        findings.Add("written by 512 appenders", written, "events/s");
        findings.Add("caught up by one consumer", read, "events/s");
        findings.Add("catching up / writing", read / written, aim: Aim.Least(2));
    }

    private static async Task Follow(Bench bench, Findings findings, IServiceProvider hub, IEventStore events)
    {
        var (rate, time, warmUp) = (bench.Line.Number("rate", EventsASecond), bench.Line.Seconds("seconds", 10), bench.Line.Seconds("warmup", 5));
        await Pump.Run(hub, [.. hub.GetServices<IProjection>()], [new Probe()], async pump =>
        {
            await pump.WaitFor(await events.ReadHead(CancellationToken.None), CancellationToken.None);
            await Arrive(hub, events, pump, rate, warmUp);
            var watch = bench.Watch();
            var (consumer, model) = await Arrive(hub, events, pump, rate, time);
            findings.Saw(watch);
            var asked = rate == EventsASecond;
            findings.Add($"until a consumer has it, {rate} events/s", consumer.Latency, asked ? Aim.Most(20) : null, asked ? Aim.Most(200) : null);
            findings.Add("until the read model of applications shows it", findings.Checked(model).Latency);
        });
    }

    // Both count from when the append should have begun.
    private static async Task<(Recorder Consumer, Outcome Model)> Arrive(IServiceProvider hub, IEventStore events, FeedPump pump, int rate, TimeSpan time)
    {
        // Many lives side by side: the events of one are far from each other.
        var lives = await FiledCases.Write(hub, (int)(rate * time.TotalSeconds / FiledCases.EventsOfOne) + 1);
        var consumer = new Recorder();
        var model = await Traffic.Open(rate, time, async (arrival, due) =>
        {
            var appended = await lives[arrival % lives.Count].Append(events, arrival / lives.Count, 1);
            var reached = pump.WaitFor(Probe.Consumer, appended.Position, CancellationToken.None);
            await Task.WhenAll(reached.ContinueWith(_ => consumer.Record(Stopwatch.GetElapsedTime(due)), TaskScheduler.Default), pump.WaitFor("applications", appended.Position, CancellationToken.None));
        });
        return (consumer, model);
    }

    private sealed class Probe : IReactor
    {
        public const string Consumer = "load-probe";

        public string Name => Consumer;

        public IReadOnlyList<Type> Follows => [typeof(object)];

        public Task React(FeedEvent happened, CancellationToken ct) => Task.CompletedTask;
    }
}
