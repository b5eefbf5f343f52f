using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SingleWindow.Hub.Feeds;

namespace SingleWindow.Hub.Storage;

/// <summary>
/// Leases of many nodes: rows that a node extends each second and that others take when it is dead or silent. Each node takes its share and gives back what is more. That a node
/// believes to hold one proves nothing; its transactions ask (<see cref="Lease.Guard"/>).
/// </summary>
internal sealed partial class PostgresLeases(PostgresCluster cluster, ClusterNode node, ILogger<PostgresLeases> logger, TimeProvider? time = null) : BackgroundService, ILeases
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // Deadlines ring by the clock of the node that has them: one whose clock is wrong must not have them.
    private static readonly TimeSpan MostAstray = TimeSpan.FromSeconds(30);

    private readonly TimeProvider clock = time ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, Lease?> wanted = [];
    private TaskCompletionSource news = New();
    private TaskCompletionSource asked = New();
    private long extended = Stopwatch.GetTimestamp();
    private bool astray;

    public bool IsAlone => false;

    // After the database has forgotten us we must not believe to hold anything, also when we were frozen for that long and know nothing of it yet.
    private bool IsSilent => Stopwatch.GetElapsedTime(Volatile.Read(ref extended)) >= PostgresLeaseRows.Time;

    public Lease? Held(string name)
    {
        if (wanted.TryGetValue(name, out var lease)) return IsSilent ? null : lease;
        if (wanted.TryAdd(name, null)) Volatile.Read(ref asked).TrySetResult();
        return null;
    }

    public async Task<Lease> Take(string name, CancellationToken ct)
    {
        while (true)
        {
            // Taken before it is looked at, so that what comes in between is not missed.
            var next = Volatile.Read(ref news).Task;
            if (Held(name) is { Over.IsCancellationRequested: false } lease) return lease;
            await next.WaitAsync(ct);
        }
    }

    /// <summary>Gives everything back, so that others go on at once. Whoever uses it has stopped before.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await new PostgresLeaseRows(cluster, node).GiveBack(End(_ => true), cancellationToken);
        }
        catch (Exception away) when (away is Npgsql.NpgsqlException or OperationCanceledException)
        {
            // They run out by themselves.
            LogNotExtended(away);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Interlocked.Exchange(ref asked, New());
            try
            {
                await Step(stoppingToken);
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotExtended(cause);
                if (IsSilent) End(_ => true);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.WhenAny(Task.Delay(Period, stoppingToken), Volatile.Read(ref asked).Task);
        }
    }

    private async Task Step(CancellationToken ct)
    {
        var rows = new PostgresLeaseRows(cluster, node);
        // Woken after a long sleep: others have what was ours.
        if (IsSilent) End(_ => true);
        var began = Stopwatch.GetTimestamp();
        var kept = await rows.Extend([.. wanted.Values.OfType<Lease>()], ct);
        Volatile.Write(ref extended, began);
        End(lease => !kept.Contains(lease.Name));

        string[] lacking = [.. wanted.Where(one => one.Value is null).Select(one => one.Key)];
        await rows.Make(lacking, ct);
        var (share, now) = await rows.Share(ct);
        if (IsAstray(clock.GetUtcNow() - now)) share = 0;
        if (share > kept.Count)
        {
            var taken = await rows.Take(lacking, share - kept.Count, ct);
            foreach (var lease in taken)
            {
                wanted[lease.Name] = lease;
                LogTaken(lease.Name, lease.Fence!.Value);
            }
            if (taken.Count > 0) Interlocked.Exchange(ref news, New()).SetResult();
            // What is free and could not be taken is in the hand of a transaction that will never end by itself; it is taken the next time.
            if (taken.Count < share - kept.Count && await rows.CutOff([.. lacking.Except(taken.Select(lease => lease.Name))], ct) is > 0 and var cut) LogCut(cut);
        }
        else if (share < kept.Count)
        {
            var surplus = kept.Order(StringComparer.Ordinal).Skip(share).ToHashSet();
            await rows.GiveBack(End(lease => surplus.Contains(lease.Name)), ct);
        }
    }

    private bool IsAstray(TimeSpan by)
    {
        var before = astray;
        astray = by.Duration() > MostAstray;
        if (astray && !before) LogAstray(by);
        return astray;
    }

    // Forgets first and tells then: whoever is told and asks again must not find it.
    private List<Lease> End(Func<Lease, bool> which)
    {
        List<Lease> ended = [.. wanted.Values.OfType<Lease>().Where(which)];
        foreach (var lease in ended)
        {
            wanted[lease.Name] = null;
            lease.End();
            LogLost(lease.Name, lease.Fence!.Value);
        }
        return ended;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(EventIds.LeaseTaken, LogLevel.Debug, "This node has the lease of {Work} with fence {Fence}")]
    private partial void LogTaken(string work, long fence);

    [LoggerMessage(EventIds.LeaseLost, LogLevel.Debug, "This node no longer has the lease of {Work} with fence {Fence}")]
    private partial void LogLost(string work, long fence);

    [LoggerMessage(EventIds.LeaseCutOff, LogLevel.Warning, "{Transactions} frozen transactions of nodes that are dead or silent held leases; they were cut off")]
    private partial void LogCut(int transactions);

    [LoggerMessage(EventIds.ClockAstray, LogLevel.Error, "The clock of this node is {By} ahead of the database's (behind, if negative): it gives its leases back until that is mended")]
    private partial void LogAstray(TimeSpan by);

    [LoggerMessage(EventIds.LeasesNotExtended, LogLevel.Warning, "The leases of this node could not be extended; it is tried again, and others take them soon")]
    private partial void LogNotExtended(Exception cause);
}
