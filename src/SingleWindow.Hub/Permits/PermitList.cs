using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Permits;

/// <summary>Lists permits, for employers and for the workers who hold them.</summary>
internal static class PermitList
{
    public static Task<IResult> OfEmployer(HttpContext http, string? after, int? limit, DateOnly? expiresBefore, string? status)
    {
        // The framework also reads 01/02/2027, and nobody knows which day that is.
        if (expiresBefore is { } day && http.Request.Query["expiresBefore"] != $"{day:yyyy-MM-dd}")
            return Task.FromResult(CommandProblems.BadQuery.Because("expiresBefore is written as 2027-02-28").Result());
        if (status is not null && !WireName.Exists<PermitStatus>(status)) return Task.FromResult(CommandProblems.BadQuery.Because("status is not known").Result());
        return List(http, "employer = $1", after, limit, expiresBefore, status);
    }

    public static Task<IResult> OfWorker(HttpContext http, string? after, int? limit) => List(http, $"(holder = $1 OR holder IN ({WorkerIndex.FamilyOf1}))", after, limit, null, null);

    private static Task<IResult> List(HttpContext http, string owned, string? after, int? limit, DateOnly? expiresBefore, string? status)
    {
        var caller = Caller.Of(http.User);
        var now = http.RequestServices.GetRequiredService<LegalClock>().Now;
        return Paging.Page(
            http, after, limit,
            (place, take) => ($"""
                SELECT id, scheme, application, employer, {WorkerIndex.CanonicalOf("holder")}, valid_from, valid_to, {PermitIndex.StatusAt("$6")} FROM permits
                WHERE {owned} AND ($2 IS NULL OR valid_to || ' ' || id > $2) AND ($3 IS NULL OR valid_to < $3) AND ($5 IS NULL OR $5 LIKE '% ' || scheme || ' %')
                  AND ($7 IS NULL OR {PermitIndex.StatusAt("$6")} = $7) ORDER BY valid_to, id LIMIT $4
                """, [caller.Party, place, expiresBefore, take, caller.SchemeWords, now, status]),
            Row, row => $"{row.ValidTo:yyyy-MM-dd} {row.Id}");
    }

    private static PermitRow Row(ViewRow row) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Date(5), row.Date(6), WireName.Parse<PermitStatus>(row.Text(7)));
}
