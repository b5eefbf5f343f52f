using Microsoft.AspNetCore.Http;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Applications;

/// <summary>An application in a list.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reference">The applicant's own reference.</param>
/// <param name="Worker">The worker's id, from submission on.</param>
/// <param name="SubmittedOn">Legal day of submission.</param>
/// <param name="DueOn">Last day for the decision.</param>
/// <param name="Overdue">True when it has passed.</param>
/// <param name="ChangedAt">When something last happened.</param>
public sealed record ApplicationRow(
    string Id, string Scheme, ApplicationStatus Status, string? Reference, string? Worker, DateOnly? SubmittedOn, DateOnly? DueOn, bool Overdue, DateTimeOffset ChangedAt);

/// <summary>Lists an employer's applications, or those in which a worker has claimed his place or that were filed about him.</summary>
internal static class ApplicationList
{
    /// <summary>Filters: status, scheme, reference (all exact), worker.</summary>
    public static Task<IResult> Get(HttpContext http, string? after, int? limit, string? status, string? scheme, string? reference, string? worker)
    {
        if (status is not null && !WireName.Exists<ApplicationStatus>(status)) return Task.FromResult(CommandProblems.BadQuery.Because("status is not known").Result());
        var caller = Caller.Of(http.User);
        // A mandate names its principal and reaches no further: it does not reach to whom he was merged with.
        var mine = !EntityId.TryParse<WorkerId>(caller.Party, out _) ? "employer = $1"
            : caller.Representation is not null ? "(claimant = $1 OR worker = $1)"
            : $"(claimant = $1 OR worker = $1 OR claimant IN ({WorkerIndex.FamilyOf1}) OR worker IN ({WorkerIndex.FamilyOf1}))";
        return Paging.Page(
            http, after, limit,
            (place, take) => ($"""
                SELECT id, scheme, status, reference, {WorkerIndex.CanonicalOf("applications.worker")}, submitted_on, due_on, overdue, changed_at FROM applications
                WHERE {mine} AND ($2 IS NULL OR id < $2) AND ($3 IS NULL OR status = $3) AND ($4 IS NULL OR scheme = $4) AND ($5 IS NULL OR reference = $5) AND ($6 IS NULL OR {WorkerIndex.CanonicalOf("applications.worker")} = {WorkerIndex.CanonicalOf("$6")})
                  AND ($8 IS NULL OR $8 LIKE '% ' || scheme || ' %') AND ($9 IS NULL OR employer <> $9)
                ORDER BY id DESC LIMIT $7
                """, [caller.Party, place, status, scheme, reference, worker, take, caller.SchemeWords, caller.Representation?.Representative]),
            Read, row => row.Id);
    }

    private static ApplicationRow Read(ViewRow row) => new(
        row.Text(0), row.Text(1), WireName.Parse<ApplicationStatus>(row.Text(2)), row.TextOrNull(3), row.TextOrNull(4), row.DateOrNull(5), row.DateOrNull(6), row.Flag(7), row.Time(8));
}
