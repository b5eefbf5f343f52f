using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Permits;

/// <summary>A permit in a list.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="Application">The application that led to it.</param>
/// <param name="Employer">The employer.</param>
/// <param name="Holder">The worker.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day.</param>
public sealed record PermitRow(string Id, string Scheme, string Application, string Employer, string Holder, DateOnly ValidFrom, DateOnly ValidTo);

/// <summary>Permits, for employers and for the workers who hold them.</summary>
internal static class PermitEndpoints
{
    public static void MapPermits(this IEndpointRouteBuilder routes)
    {
        var employer = routes.MapGroup("/api/v1/permits").WithTags("Permits").Only("employer", "the permit's employer is the caller's party");
        employer.MapGet("", (HttpContext http, string? after, int? limit, DateOnly? expiresBefore) => List(http, "employer = $1", after, limit, expiresBefore))
            .Reads<Page<PermitRow>>("listPermits", "List the permits of your workers, first to expire first").ForOthers(MandateActs.ReadPermits, PermitProblems.Unknown);
        employer.MapGet("{id}", (string id, Api api, WorkerFamily family, CancellationToken ct) => Read(id, api, family, permit => permit.Employer.ToString(), ct)).Reads<PermitView>("readPermit", "Read a permit").ForOthers(MandateActs.ReadPermits, PermitProblems.Unknown);

        var worker = routes.MapGroup("/api/v1/me/permits").WithTags("Workers").Only("worker", "the permit's holder is the caller, under any of his ids");
        worker.MapGet("", (HttpContext http, string? after, int? limit) => List(http, $"(holder = $1 OR holder IN ({WorkerIndex.FamilyOf1}))", after, limit, null)).Reads<Page<PermitRow>>("listMyPermits", "List your own permits");
    }

    private static Task<IResult> List(HttpContext http, string owned, string? after, int? limit, DateOnly? expiresBefore)
    {
        // The framework also reads 01/02/2027, and nobody knows which day that is.
        if (expiresBefore is { } day && http.Request.Query["expiresBefore"] != $"{day:yyyy-MM-dd}")
            return Task.FromResult(CommandProblems.BadQuery.Because("expiresBefore is written as 2027-02-28").Result());
        var caller = Caller.Of(http.User);
        return Paging.Page(
            http, after, limit,
            (place, take) => ($"""
                SELECT id, scheme, application, employer, {WorkerIndex.CanonicalOf("holder")}, valid_from, valid_to FROM permits
                WHERE {owned} AND ($2 IS NULL OR valid_to || ' ' || id > $2) AND ($3 IS NULL OR valid_to < $3) AND ($5 IS NULL OR $5 LIKE '% ' || scheme || ' %') ORDER BY valid_to, id LIMIT $4
                """, [caller.Party, place, expiresBefore, take, caller.SchemeWords]),
            Row, row => $"{row.ValidTo:yyyy-MM-dd} {row.Id}");
    }

    private static async Task<IResult> Read(string id, Api api, WorkerFamily family, Func<PermitView, string> owner, CancellationToken ct)
    {
        if (!EntityId.TryParse<PermitId>(id, out var permit)) return PermitProblems.Unknown.Result();
        var outcome = await api.Grains.GetGrain<IPermitGrain>(permit.ToString()).Read(ct);
        if (outcome.Value is not { } found || !api.Caller.Actor.ActsFor(owner(found.View), found.View.Scheme)) return PermitProblems.Unknown.Result();
        return api.Ok<PermitView>(new Versioned<PermitView>(found.View with { Holder = await family.Canonical(found.View.Holder, ct) }, found.Version));
    }

    private static PermitRow Row(ViewRow row) => new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Date(5), row.Date(6));
}
