namespace SingleWindow.Hub.Storage;

/// <summary>Group commit: what waits is one transaction in one round trip, and the next gathers meanwhile.</summary>
/// <typeparam name="TWork">One caller's request.</typeparam>
/// <typeparam name="TResult">What the caller is told once it is durable.</typeparam>
internal abstract class PostgresGroupWriter<TWork, TResult> : IAsyncDisposable
{
    private readonly WriteQueue<TWork, TResult> queue = new();
    private Task running = Task.CompletedTask;

    /// <inheritdoc cref="WriteQueue{TWork, TResult}.Submit"/>
    public Task<TResult> Submit(TWork request, CancellationToken ct) => queue.Submit(request, ct);

    /// <summary>Lets no more in, writes what is queued, stops.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Close();
        await running;
        await Close();
    }

    /// <summary>Called last by the constructor of whoever writes.</summary>
    protected void Start() => running = Task.Run(Run);

    /// <summary>Writes these and tells each of them what became of it; never throws.</summary>
    protected abstract Task Write(List<WriteQueue<TWork, TResult>.Pending> batch);

    /// <summary>Nothing is written any more.</summary>
    protected virtual ValueTask Close() => ValueTask.CompletedTask;

    private async Task Run()
    {
        var batch = new List<WriteQueue<TWork, TResult>.Pending>(WriteQueue<TWork, TResult>.MaxBatch);
        while (await queue.Wait())
        {
            queue.TakeInto(batch);
            await Write(batch);
            batch.Clear();
        }
    }
}
