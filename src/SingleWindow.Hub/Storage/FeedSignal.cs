namespace SingleWindow.Hub.Storage;

/// <summary>Wakes readers of this process after a commit. Only a hint: the database is the truth, and a waiter looks again after its patience anyway.</summary>
internal sealed class FeedSignal(long head)
{
    private TaskCompletionSource next = New();
    private long head = head;

    public void Raise(long position)
    {
        if (position <= Volatile.Read(ref head)) return;
        Volatile.Write(ref head, position);
        Interlocked.Exchange(ref next, New()).SetResult();
    }

    public async Task WaitFor(long position, TimeSpan patience, CancellationToken ct)
    {
        // The task is taken before the head is looked at, so that a commit in between is not missed.
        var raised = Volatile.Read(ref next).Task;
        if (Volatile.Read(ref head) > position) return;
        await raised.WaitAsync(patience, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
