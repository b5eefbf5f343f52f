using System.Collections.Concurrent;
using System.Diagnostics;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Hub.Workers;

/// <summary>Follows merges: from any id of a person to the one that stands for all, and back to all of them. It asks the workers themselves, never a read model.</summary>
internal sealed class WorkerFamily(IGrainFactory grains)
{
    private const int MostShown = 10_000;
    // Real time, not the law's: it bounds how long two nodes may differ.
    private static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<WorkerId, (WorkerId Id, long At)> shown = new();

    /// <summary>The id that stands for this one.</summary>
    public async Task<WorkerId> Canonical(WorkerId worker, CancellationToken ct) => (await Survivor(worker, ct)).Id;

    /// <summary>Every id of the person, the one that stands for all first.</summary>
    public async Task<IReadOnlyList<WorkerId>> Of(WorkerId worker, CancellationToken ct) => [.. (await Files(worker, ct)).Select(file => file.View.Id)];

    /// <summary>What is known under each of them, the one that stands for all first: who appends to that one at the version seen here knows that nobody joined since.</summary>
    public async Task<IReadOnlyList<Versioned<WorkerView>>> Files(WorkerId worker, CancellationToken ct)
    {
        List<Versioned<WorkerView>> found = (await Survivor(worker, ct)).File is { } first ? [first] : [];
        for (var i = 0; i < found.Count; i++)
            foreach (var merged in found[i].View.Merged ?? [])
                if (!found.Exists(known => known.View.Id == merged) && (await Read(merged, ct)).Value is { } file) found.Add(file);
        return found;
    }

    /// <summary>The application with the worker's id as it stands today: what was filed for one is the survivor's.</summary>
    public async Task<Outcome<Versioned<ApplicationView>>> Resolve(Outcome<Versioned<ApplicationView>> outcome, CancellationToken ct) =>
        outcome.Value is { View.WorkerId: { } worker } shown ? new Versioned<ApplicationView>(shown.View with { WorkerId = await Shown(worker, ct) }, shown.Version) : outcome;

    /// <summary>The same for a task, where the authority may see the worker at all.</summary>
    public async Task<TaskView> Resolve(TaskView task, CancellationToken ct) =>
        task.Data.WorkerId is { } worker ? task with { Data = task.Data with { WorkerId = await Shown(worker, ct) } } : task;

    /// <summary>Ids were merged or split: what was shown on this node is asked for again.</summary>
    public void Changed() => shown.Clear();

    // Each answer about an application shows the id, and ids hardly ever change: another node may show the one of a second ago, which leads to the same person. No right is decided by it.
    private async ValueTask<WorkerId> Shown(WorkerId worker, CancellationToken ct)
    {
        if (shown.TryGetValue(worker, out var known) && Stopwatch.GetElapsedTime(known.At) < ShownFor) return known.Id;
        var asked = Stopwatch.GetTimestamp();
        var canonical = await Canonical(worker, ct);
        if (shown.Count >= MostShown) shown.Clear();
        shown[worker] = (canonical, asked);
        return canonical;
    }

    private async Task<(WorkerId Id, Versioned<WorkerView>? File)> Survivor(WorkerId worker, CancellationToken ct)
    {
        while (true)
        {
            var file = (await Read(worker, ct)).Value;
            if (file?.View.MergedInto is not { } survivor) return (worker, file);
            worker = survivor;
        }
    }

    private Task<Outcome<Versioned<WorkerView>>> Read(WorkerId worker, CancellationToken ct) => grains.GetGrain<IWorkerGrain>(worker.ToString()).Read(ct);
}
