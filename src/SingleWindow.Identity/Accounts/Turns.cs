using SingleWindow.Identity.Storage;

namespace SingleWindow.Identity.Accounts;

/// <summary>
/// Attempts on one account come one after another, so that each sees the failures before it: many at once would else count as one. Also those at other processes that share the store wait. As there are
/// few turns, few passwords are hashed at once, too.
/// </summary>
internal sealed class Turns(IIdentityPlace place) : IDisposable
{
    private readonly SemaphoreSlim[] all = [.. Enumerable.Range(0, 16).Select(_ => new SemaphoreSlim(1, 1))];

    /// <param name="whose">The normalised login, known or not.</param>
    /// <param name="attempt">What to do in turn.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<T> Take<T>(string whose, Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        var turn = all[(StringComparer.Ordinal.GetHashCode(whose) & int.MaxValue) % all.Length];
        await turn.WaitAsync(cancellationToken);
        try
        {
            await using var alone = await place.Turn(whose, cancellationToken);
            return await attempt();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => Array.ForEach(all, turn => turn.Dispose());
}
