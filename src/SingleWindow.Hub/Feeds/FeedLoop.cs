using Microsoft.Extensions.Logging;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Feeds;

/// <summary>Runs one consumer, by itself, while this node has its lease: an event that it cannot take in stops this consumer and no other, and is never skipped.</summary>
internal sealed partial class FeedLoop(IFeedConsumer consumer, FeedTail tail, FeedNews news, ILeases leases, ILogger logger)
{
    private const int MaxBatch = 500;

    // What is passed over costs no transaction: after a restart it is passed over again.
    private const int MaxUnsaved = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly PositionSignal reached = new(0);
    private readonly Lock gate = new();
    private TaskCompletionSource? idle;
    private Restart restart = new();
    private FeedTrouble? trouble;
    private long saved;
    private bool caughtUp;
    private volatile bool runs;

    public string Name => consumer.Name;

    /// <summary>How far it has come, as this node knows: another may run it.</summary>
    public long Position => reached.Reached;

    /// <summary>True while it is this node that runs it.</summary>
    public bool Runs => runs;

    /// <summary>Why it stands still; null while it runs.</summary>
    public FeedTrouble? Trouble => Volatile.Read(ref trouble);

    /// <summary>Drops what it has made and starts from position 0; completes when it has begun, which it does where it runs.</summary>
    public Task Rebuild()
    {
        var request = Volatile.Read(ref restart);
        request.Asked.TrySetResult();
        Wake();
        return request.Begun.Task;
    }

    /// <summary>Completes when it has taken in the event at the position.</summary>
    public async Task WaitFor(long position, CancellationToken ct)
    {
        while (Position < position) await reached.WaitForAfter(position - 1, Patience, ct);
    }

    /// <summary>New events came: when it waits for some, it passes over what it ignores, and wakes for the rest.</summary>
    public void Hear(IReadOnlyList<StoredEvent> news)
    {
        lock (gate)
        {
            var to = news[^1].Position;
            if (idle is null || to <= Position) return;
            if (trouble is null && news[0].Position == Position + 1 && to - saved < MaxUnsaved && news.All(consumer.Ignores)) reached.Raise(to);
            else idle.TrySetResult();
        }
    }

    /// <summary>When it waits, it looks for itself.</summary>
    public void Wake()
    {
        lock (gate) idle?.TrySetResult();
    }

    public async Task Run(CancellationToken ct)
    {
        // SQLite answers without waiting: without this the consumers would catch up one after the other.
        await Task.Yield();
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var lease = await leases.Take("feed/" + Name, ct);
                using var held = CancellationTokenSource.CreateLinkedTokenSource(ct, lease.Over);
                runs = true;
                await Run(lease, held.Token);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            finally
            {
                runs = false;
                // Whoever runs it now has its own.
                Volatile.Write(ref trouble, null);
            }
        }
    }

    private async Task Run(Lease lease, CancellationToken ct)
    {
        var begun = false;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (!begun || restart.Asked.Task.IsCompleted) await Begin(lease, ct);
                begun = true;
                await Step(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The checkpoint is read again: perhaps a part was done.
                begun = false;
                await Pause(failure, ct);
            }
        }
    }

    private async Task Begin(Lease lease, CancellationToken ct)
    {
        var request = restart;
        var afresh = request.Asked.Task.IsCompleted;
        var position = await consumer.Begin(afresh, lease, ct);
        (saved, caughtUp) = (position, false);
        if (position < Position) reached.Reset(position);
        else reached.Raise(position);
        if (!afresh) return;
        LogRebuilt(Name);
        Volatile.Write(ref restart, new());
        request.Begun.TrySetResult();
    }

    private async Task Step(CancellationToken ct)
    {
        var (batch, to) = await tail.After(Position, BatchSize(), consumer.Ignores, ct);
        if (to == Position)
        {
            // Work of a projection waits until its checkpoint has come to where the store was when it began.
            if (!caughtUp) await Save([], to, ct);
            caughtUp = true;
            await WaitForNews(ct);
            return;
        }
        if (batch.Count > 0 || to - saved >= MaxUnsaved) await Save(batch, to, ct);
        reached.Raise(to);
        if (trouble is not null && !(trouble.At > Position)) Recovered();
    }

    private async Task WaitForNews(CancellationToken ct)
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate) idle = waiting;
        if (news.Head <= Position && !restart.Asked.Task.IsCompleted) await waiting.Task.WaitAsync(Patience, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate) idle = null;
    }

    private async Task Save(IReadOnlyList<FeedEvent> batch, long to, CancellationToken ct)
    {
        if (to == saved) return;
        await consumer.Handle(batch, saved, to, ct);
        saved = to;
    }

    // The good events before a bad one are taken in first, then it is tried alone.
    private int BatchSize() => trouble?.At is { } stuck && stuck > Position ? (int)Math.Clamp(stuck - Position - 1, 1, MaxBatch) : MaxBatch;

    private async Task Pause(Exception failure, CancellationToken ct)
    {
        var failures = (trouble?.Failures ?? 0) + 1;
        var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(failures - 1, 20)));
        var cause = failure is FeedException ? failure.InnerException! : failure;
        var now = new FeedTrouble((failure as FeedException)?.Position ?? trouble?.At, cause.GetType().Name, failures);
        Volatile.Write(ref trouble, now);
        LogFailed(Name, now.At, failures, pause, failure);
        // Where the store is away, nobody reads there either.
        if (failure is FeedException { Position: var at }) await consumer.Halt(at, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAny(Task.Delay(pause, ct), restart.Asked.Task);
    }

    private void Recovered()
    {
        Volatile.Write(ref trouble, null);
        LogRecovered(Name, Position);
    }

    private sealed class Restart
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>Why a consumer stands still.</summary>
/// <param name="At">The event that it cannot take in, if it is an event.</param>
/// <param name="Kind">The type of the failure; its text may quote data and is only logged.</param>
internal sealed record FeedTrouble(long? At, string Kind, int Failures);
