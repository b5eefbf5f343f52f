using SingleWindow.Core.Applications;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Applications;

/// <summary>
/// An employer files for a worker and a day once. The days are taken on the worker's own stream before the application is filed, or an answer moves it to them: what is judged here
/// still holds when it is written, for any other filing, and any merge, moves the version.
/// </summary>
internal sealed class FilingDesk(IGrainFactory grains, IViewStore views, WorkerFamily family)
{
    private const int Attempts = 8;

    /// <summary>The days for which the employer has filed for the person already. Where none of them is planned here, the planned ones are taken; the same application again takes its own.</summary>
    /// <param name="app">What is filed.</param>
    /// <param name="planned">For which days.</param>
    /// <param name="worker">For whom.</param>
    /// <param name="context">Whose command it is.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="seen">The person's files as they were a moment ago; what has changed since is seen when the days are taken.</param>
    public async Task<Outcome<FilingsSeen>> Take(Application app, Stay planned, WorkerId worker, CommandContext context, CancellationToken ct, IReadOnlyList<Versioned<WorkerView>>? seen = null)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // First the streams, then the list: what is in neither came later, and makes this version stale.
            var person = attempt == 0 && seen is not null ? seen : await family.Files(worker, ct);
            var (listed, over) = await Listed([.. person.Select(file => file.View.Id)], app, ct);
            // Of an application that is over the list knows best: it may have led to nothing. Of another it may not know yet that an answer has moved the days.
            var filed = person.SelectMany(file => file.View.Filings ?? [])
                .Where(other => other.Application != app.Id && other.Employer == app.Employer && other.Scheme == app.Scheme && other.Counts(context.At) && !over.Contains(other.Application.ToString()))
                .Select(other => new Stay(other.From, other.To)).Concat(listed).ToArray();
            if (filed.Any(planned.Overlaps)) return new FilingsSeen(filed, null);
            var (id, version) = (person[0].View.Id, person[0].Version);
            var command = context.Part($"filing/{app.Id}/{id}/{version}") with { Actor = Actor.Hub, ExpectedVersion = version };
            var outcome = await grains.GetGrain<IWorkerGrain>(id.ToString()).Handle(new WorkerCommand.FileDays(app.Id, app.Employer, app.Scheme, planned), command, ct);
            if (outcome.Problem is null) return new FilingsSeen(filed, id);
        }
        return CommandProblems.InFlight;
    }

    /// <summary>The application was not filed after all, or not moved: it keeps the days that it has.</summary>
    public Task Release(Application app, WorkerId takenFrom, CommandContext context, CancellationToken ct) =>
        grains.GetGrain<IWorkerGrain>(takenFrom.ToString()).Handle(
            app.SubmittedOn is not null && app.Form?.Employment?.Days() is { } filed ? new WorkerCommand.FileDays(app.Id, app.Employer, app.Scheme, filed) : new WorkerCommand.ReleaseDays(app.Id),
            context.Part($"filing-release/{app.Id}/{Guid.CreateVersion7()}") with { Actor = Actor.Hub }, ct);

    // The days that the employer's other applications for the person under the scheme still stand for: none, when they led to nothing; those of the permit,
    // when it was granted, for it may be over before its time. And which of them are over.
    private async Task<(List<Stay> Days, HashSet<string> Over)> Listed(IReadOnlyList<WorkerId> person, Application app, CancellationToken ct)
    {
        var (listed, over) = (new List<Stay>(), new HashSet<string>());
        foreach (var id in person)
            foreach (var (application, isOver, days) in await views.Query("""
                SELECT a.id, COALESCE(p.valid_from, a.planned_from), COALESCE(p.over_on, p.valid_to, a.planned_to),
                  CASE WHEN a.planned_from IS NULL OR a.status IN ('refused', 'not-reviewed', 'inadmissible-quota', 'discontinued', 'withdrawn') OR p.over_on < p.valid_from THEN 0 ELSE 1 END,
                  CASE WHEN a.outcome IS NULL THEN 0 ELSE 1 END
                FROM applications a LEFT JOIN permits p ON p.holder = a.worker AND p.application = a.id AND a.status IN ('granted', 'granted-with-conditions')
                WHERE a.worker = $1 AND a.employer = $2 AND a.scheme = $3 AND a.id <> $4
                """, row => (row.Text(0), row.Flag(4), row.Flag(3) ? new Stay(row.Date(1), row.Date(2)) : (Stay?)null), [id.ToString(), app.Employer.ToString(), app.Scheme, app.Id.ToString()], ct))
            {
                if (isOver) over.Add(application);
                if (days is { } still) listed.Add(still);
            }
        return (listed, over);
    }
}

/// <summary>What an employer has filed for a worker.</summary>
/// <param name="Days">For which days.</param>
/// <param name="TakenFrom">On whose stream the planned days were taken; null: they were not.</param>
internal sealed record FilingsSeen(IReadOnlyList<Stay> Days, WorkerId? TakenFrom);
