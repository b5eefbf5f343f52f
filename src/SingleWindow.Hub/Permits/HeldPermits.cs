using SingleWindow.Core.Schemes;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Permits;

/// <summary>Which days of a scheme's window a worker's permits use up already.</summary>
internal sealed class HeldPermits(IViewStore views, WorkerFamily family)
{
    /// <summary>The days of the person's permits under a scheme, under whichever of his ids; the read model may be a moment behind, so a grant asks <see cref="StayDesk"/>.</summary>
    public async ValueTask<IReadOnlyList<Stay>> Of(WorkerId holder, string scheme, ApplicationId except, CancellationToken ct) => await Of(await family.Of(holder, ct), scheme, except, ct);

    /// <summary>The days of the permits under these ids; of a grant that was annulled and is decided again the days do not count against itself.</summary>
    public async ValueTask<IReadOnlyList<Stay>> Of(IReadOnlyList<WorkerId> holders, string scheme, ApplicationId except, CancellationToken ct)
    {
        var stays = new List<Stay>();
        foreach (var id in holders)
            stays.AddRange(await views.Query("SELECT valid_from, COALESCE(over_on, valid_to) FROM permits WHERE holder = $1 AND scheme = $2 AND application <> $3 AND (over_on IS NULL OR over_on >= valid_from)", row => new Stay(row.Date(0), row.Date(1)), [id.ToString(), scheme, except.ToString()], ct));
        return stays;
    }
}
