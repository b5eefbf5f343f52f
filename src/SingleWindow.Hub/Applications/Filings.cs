using SingleWindow.Core.Employers;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Applications;

/// <summary>What an employer has filed for a worker already. The read model may be a moment behind: of two filings at once both are taken, and the officials see them side by side.</summary>
internal sealed class Filings(IViewStore views, WorkerFamily family)
{
    /// <summary>The planned days of the employer's other applications for the person under a scheme; those that led to nothing are left out.</summary>
    public async ValueTask<IReadOnlyList<Stay>> Of(WorkerId worker, EmployerId employer, string scheme, ApplicationId except, CancellationToken ct)
    {
        var stays = new List<Stay>();
        foreach (var id in await family.Of(worker, ct))
            stays.AddRange(await views.Query("""
                SELECT planned_from, planned_to FROM applications
                WHERE worker = $1 AND employer = $2 AND scheme = $3 AND id <> $4 AND planned_from IS NOT NULL
                  AND status NOT IN ('refused', 'not-reviewed', 'inadmissible-quota', 'discontinued', 'withdrawn')
                """, row => new Stay(row.Date(0), row.Date(1)), [id.ToString(), employer.ToString(), scheme, except.ToString()], ct));
        return stays;
    }
}
