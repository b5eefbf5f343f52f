using System.Collections.Concurrent;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;

namespace SingleWindow.Hub.Quotas;

/// <summary>
/// Where the applications of this silo ask for places. While a book is busy with one append, those that come meanwhile gather and are asked for together:
/// so a rush on the first of January costs a few appends instead of thousands in a row, one grain call behind the other.
/// </summary>
internal sealed class QuotaDesk(IGrainFactory grains, LegalClock clock)
{
    private const int MaxBatch = 250;

    private readonly ConcurrentDictionary<QuotaKey, Counter> counters = [];

    /// <summary>A place, or a turn in the waiting order; durable when this completes. Idempotent by application.</summary>
    /// <param name="book">Which book.</param>
    /// <param name="claim">Who asks.</param>
    /// <param name="unset">What the scheme says, for a book that was never set.</param>
    /// <param name="ct">Stops the wait, not the reservation.</param>
    public Task<Outcome<QuotaStanding>> Reserve(QuotaKey book, QuotaClaim claim, QuotaTerms unset, CancellationToken ct) =>
        counters.GetOrAdd(book, key => new((claims, terms) => Ask(key, claims, terms))).Take(new(claim, unset)).WaitAsync(ct);

    // A new id each time: the book is idempotent by application, and a place that was given back meanwhile must not be answered again.
    private Task<Outcome<QuotaStandings>> Ask(QuotaKey book, IReadOnlyList<QuotaClaim> claims, QuotaTerms unset) =>
        grains.GetGrain<IQuotaGrain>(book.ToString()).Reserve(new(claims, unset), Commands.ByHub($"quota/{Guid.CreateVersion7()}", clock.Now), CancellationToken.None);

    private sealed class Counter(Func<IReadOnlyList<QuotaClaim>, QuotaTerms, Task<Outcome<QuotaStandings>>> ask)
    {
        private readonly Lock gate = new();
        private List<Pending> waiting = [];
        private bool busy;

        public Task<Outcome<QuotaStanding>> Take(Pending pending)
        {
            lock (gate)
            {
                waiting.Add(pending);
                if (busy) return pending.Task;
                busy = true;
            }
            // Not in the turn of the grain that asks, nor in the name of its request: others are served too.
            using (ExecutionContext.SuppressFlow()) _ = Task.Run(Serve);
            return pending.Task;
        }

        private async Task Serve()
        {
            while (Next() is { Count: > 0 } batch)
            {
                try
                {
                    var outcome = await ask([.. batch.Select(pending => pending.Claim)], batch[0].Unset);
                    for (var i = 0; i < batch.Count; i++) batch[i].SetResult(outcome.Value is { } given ? given.All[i] : outcome.Problem!);
                }
                catch (Exception cause)
                {
                    // Nobody knows whether it was written; each asks again, or its place is released.
                    foreach (var pending in batch) pending.TrySetException(cause);
                }
            }
        }

        private List<Pending> Next()
        {
            lock (gate)
            {
                var batch = waiting;
                waiting = batch.Count > MaxBatch ? batch[MaxBatch..] : [];
                busy = batch.Count > 0;
                return batch.Count > MaxBatch ? batch[..MaxBatch] : batch;
            }
        }
    }

    private sealed class Pending(QuotaClaim claim, QuotaTerms unset) : TaskCompletionSource<Outcome<QuotaStanding>>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public QuotaClaim Claim => claim;

        public QuotaTerms Unset => unset;
    }
}
