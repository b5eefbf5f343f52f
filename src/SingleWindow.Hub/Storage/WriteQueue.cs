using System.Threading.Channels;

namespace SingleWindow.Hub.Storage;

/// <summary>What waits for the one writer of a store. The next batch gathers while the previous one is committed, so nobody ever waits on a timer.</summary>
/// <typeparam name="TWork">One caller's request.</typeparam>
/// <typeparam name="TResult">What the caller is told once it is durable.</typeparam>
internal sealed class WriteQueue<TWork, TResult>
{
    public const int MaxBatch = 512;
    private const int MaxWaiting = 4096;

    private readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    /// <summary>
    /// Completes when the request is durable or refused. The token counts only while the request waits to be queued: after that its fate is no longer
    /// ours to deny.
    /// </summary>
    public async Task<TResult> Submit(TWork work, CancellationToken ct)
    {
        var pending = new Pending(work);
        try
        {
            await queue.Writer.WriteAsync(pending, ct);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(GetType().Name);
        }
        return await pending.Task;
    }

    /// <summary>Lets no more in; what is queued is still taken. False when that was said before.</summary>
    public bool Close() => queue.Writer.TryComplete();

    /// <summary>True when there is something to take; false when there never will be again.</summary>
    public ValueTask<bool> Wait() => queue.Reader.WaitToReadAsync();

    /// <summary>Takes what is there, up to a full batch.</summary>
    public void TakeInto(List<Pending> batch)
    {
        while (batch.Count < MaxBatch && queue.Reader.TryRead(out var pending)) batch.Add(pending);
    }

    /// <summary>A request and whoever waits for its result.</summary>
    internal sealed class Pending(TWork work) : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TWork Work { get; } = work;

        public Judged<TResult> Verdict { get; set; }

        public void Tell()
        {
            if (Verdict.Refusal is { } refusal) TrySetException(refusal);
            else TrySetResult(Verdict.Value!);
        }
    }
}
