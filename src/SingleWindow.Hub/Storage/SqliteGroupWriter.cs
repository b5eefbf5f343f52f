using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SingleWindow.Hub.Telemetry;

namespace SingleWindow.Hub.Storage;

/// <summary>
/// Group commit: one thread takes what is waiting and makes it durable in one transaction. It never waits on a timer, since the next batch gathers while the
/// previous commit runs.
/// </summary>
/// <typeparam name="TWork">One caller's request.</typeparam>
/// <typeparam name="TResult">What the caller is told once it is on disk.</typeparam>
internal abstract class SqliteGroupWriter<TWork, TResult> : IDisposable
{
    private readonly WriteQueue<TWork, TResult> queue = new();
    private readonly SqliteFile file;
    private readonly ILogger logger;
    private readonly Thread thread;
    private readonly ManualResetEventSlim awake = new(initialState: false, spinCount: 0);
    private SqliteSession? session;

    protected SqliteGroupWriter(SqliteFile file, ILogger logger)
    {
        (this.file, this.logger) = (file, logger);
        thread = new Thread(Run) { IsBackground = true, Name = $"{file.Name} writer" };
    }

    /// <inheritdoc cref="WriteQueue{TWork, TResult}.Submit"/>
    public Task<TResult> Submit(TWork work, CancellationToken ct) => queue.Submit(work, ct);

    /// <summary>Lets no more in, writes what is queued, stops.</summary>
    public void Dispose()
    {
        if (queue.Close() && thread.ThreadState != System.Threading.ThreadState.Unstarted) thread.Join();
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins to take requests; called when the derived writer is ready.</summary>
    protected void Start() => thread.Start();

    /// <summary>At the beginning of the transaction.</summary>
    protected virtual void Begun(SqliteSession session) { }

    /// <summary>Checks one request, and only if it is lawful writes its rows: nothing has to be undone for a refusal.</summary>
    protected abstract Judged<TResult> Judge(SqliteSession session, TWork work);

    /// <summary>At the end of the transaction.</summary>
    protected virtual void Ending(SqliteSession session) { }

    /// <summary>After the batch is durable, before its callers are told.</summary>
    protected virtual void Committed() { }

    private void Run()
    {
        var batch = new List<WriteQueue<TWork, TResult>.Pending>(WriteQueue<TWork, TResult>.MaxBatch);
        while (WaitForWork())
        {
            queue.TakeInto(batch);
            Write(batch);
            batch.Clear();
        }
        session?.Dispose();
    }

    // Waiting for a task spins before it blocks: measured, a quarter of the processor time that an application costs, on cores that its callers need.
    private bool WaitForWork()
    {
        var work = queue.Wait().AsTask().GetAwaiter();
        if (!work.IsCompleted)
        {
            awake.Reset();
            work.UnsafeOnCompleted(awake.Set);
            awake.Wait();
        }
        return work.GetResult();
    }

    private void Write(List<WriteQueue<TWork, TResult>.Pending> batch)
    {
        using var activity = HubTelemetry.Activities.StartActivity("store.commit");
        activity?.SetTag("store", file.Name).SetTag("requests", batch.Count);
        try
        {
            session ??= file.OpenWriter();
            session.Run("begin immediate");
            Begun(session);
            foreach (var pending in batch) pending.Verdict = Judge(session, pending.Work);
            Ending(session);
            var started = Stopwatch.GetTimestamp();
            session.Run("commit");
            HubTelemetry.Committed(file.Name, batch.Count, Stopwatch.GetElapsedTime(started));
            Committed();
        }
        catch (Exception cause)
        {
            Abandon(batch, cause);
            return;
        }
        foreach (var pending in batch) pending.Tell();
    }

    // A full disk must not stop the writer: the next batch begins with a new session, whatever state this one is in.
    private void Abandon(List<WriteQueue<TWork, TResult>.Pending> batch, Exception cause)
    {
        logger.BatchFailed(file.Name, batch.Count, cause);
        try
        {
            session?.Dispose();
        }
        catch (Exception alsoFailed)
        {
            logger.BatchFailed(file.Name, 0, alsoFailed);
        }
        session = null;
        foreach (var pending in batch) pending.TrySetException(new OutcomeUnknownException(cause));
    }
}
