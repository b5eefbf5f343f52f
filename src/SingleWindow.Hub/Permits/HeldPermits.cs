using SingleWindow.Core.Schemes;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Permits;

/// <summary>Which days of a scheme's window a worker's permits use up already.</summary>
internal sealed class HeldPermits(IViewStore views)
{
    /// <summary>The days of the worker's permits under a scheme; the read model may be a moment behind, so a grant asks again.</summary>
    public ValueTask<IReadOnlyList<Stay>> Of(WorkerId holder, string scheme, CancellationToken ct) => views.Query(
        "SELECT valid_from, valid_to FROM permits WHERE holder = $1 AND scheme = $2", row => new Stay(row.Date(0), row.Date(1)), [holder.ToString(), scheme], ct);
}
