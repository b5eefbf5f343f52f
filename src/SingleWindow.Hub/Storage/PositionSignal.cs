namespace SingleWindow.Hub.Storage;

/// <summary>
/// Wakes waiters of this process when a position is reached. Only a hint: the database is the truth, and a waiter looks again after its patience anyway.
/// </summary>
internal sealed class PositionSignal(long reached)
{
    private TaskCompletionSource next = New();
    private long reached = reached;

    public long Reached => Volatile.Read(ref reached);

    public void Raise(long position)
    {
        // Upwards only, also when two raise at once: the writer and what is heard of other nodes.
        for (var before = Reached; position > before; before = Reached)
        {
            if (Interlocked.CompareExchange(ref reached, position, before) != before) continue;
            Interlocked.Exchange(ref next, New()).SetResult();
            return;
        }
    }

    /// <summary>Starts again from a position: a projection is rebuilt.</summary>
    public void Reset(long position) => Volatile.Write(ref reached, position);

    /// <summary>Completes when something after the position was reached, or after the patience.</summary>
    public async Task WaitForAfter(long position, TimeSpan patience, CancellationToken ct)
    {
        // The task is taken before the position is looked at, so that a raise in between is not missed.
        var raised = Volatile.Read(ref next).Task;
        if (Reached > position) return;
        await raised.WaitAsync(patience, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
