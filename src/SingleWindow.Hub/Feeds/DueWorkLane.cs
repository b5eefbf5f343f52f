using System.Collections.Concurrent;
using System.Diagnostics;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Feeds;

/// <summary>One kind of due work, in rounds of its own: however long another kind takes, this one goes on.</summary>
internal sealed class DueWorkLane(IDueWorkHandler handler, IViewStore views, LegalClock clock, ILeases leases, Action<DueWork, int, TimeSpan, Exception> failed)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private const int MaxBatch = 100;
    private const int Parallelism = 8;

    // Work of a projection that is being rebuilt waits: it may be taken back by an event that is yet to be replayed.
    private const string Due = """
        select w.id, w.due_at, w.kind, w.stream, w.payload from due_work w left join checkpoints c on c.name = w.owner
        where w.done = 0 and w.due_at <= $1 and w.kind = $2 and (c.name is null or c.position >= c.live_from)
        order by w.due_at, w.id limit $3
        """;

    private readonly ConcurrentDictionary<string, Failure> failing = [];
    private Task running = Task.CompletedTask;

    /// <summary>Does everything of this kind that is due now, if it is this node's to do, except what failed a moment ago; while it does, the same round is answered.</summary>
    public Task Run(CancellationToken ct) => running.IsCompleted ? running = Round(ct) : running;

    /// <summary>The lease of a kind of work.</summary>
    public static string Name(string kind) => "due_work/" + kind;

    private async Task Round(CancellationToken ct)
    {
        if (leases.Held(Name(handler.Kind)) is not { } lease) return;
        // SQLite answers without waiting: without this the lanes would run one after the other.
        await Task.Yield();
        using var held = CancellationTokenSource.CreateLinkedTokenSource(ct, lease.Over);
        try
        {
            await Round(lease, held.Token);
        }
        catch (OperationCanceledException) when (lease.Over.IsCancellationRequested)
        {
            // Another node goes on with it.
        }
    }

    private async Task Round(Lease lease, CancellationToken ct)
    {
        while (true)
        {
            // Failing work stays in the answer; the others must still fit in.
            var due = await views.Query(
                Due, row => new DueWork(row.Text(0), row.Time(1), row.Text(2), new(row.Text(3)), row.TextOrNull(4)), [clock.Now, handler.Kind, MaxBatch + failing.Count], ct);
            if (due.Count == 0) failing.Clear();
            var ready = due.Where(work => !failing.TryGetValue(work.Id, out var failure) || failure.IsOver).ToArray();
            if (ready.Length == 0) return;
            await Parallel.ForEachAsync(ready, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = ct }, (work, token) => Do(work, lease, token));
        }
    }

    private async ValueTask Do(DueWork work, Lease lease, CancellationToken ct)
    {
        try
        {
            await handler.Run(work, ct);
            // Not if it was moved to another instant meanwhile: then it is to be done again.
            await views.Write("due_work", async writer =>
            {
                await lease.Guard(writer);
                await writer.Execute("update due_work set done = 1 where id = $1 and due_at = $2", work.Id, work.DueAt);
            }, ct);
            failing.TryRemove(work.Id, out _);
        }
        catch (Exception cause) when (!ct.IsCancellationRequested)
        {
            var failure = failing.AddOrUpdate(work.Id, _ => Failure.First, (_, last) => last.Next());
            failed(work, failure.Count, failure.Pause, cause);
        }
    }

    private sealed record Failure(int Count, TimeSpan Pause, long Since)
    {
        public static Failure First => new(1, FirstPause, Stopwatch.GetTimestamp());

        public bool IsOver => Stopwatch.GetElapsedTime(Since) >= Pause;

        public Failure Next() => new(Count + 1, Pause * 2 < LongestPause ? Pause * 2 : LongestPause, Stopwatch.GetTimestamp());
    }
}
