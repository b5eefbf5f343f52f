using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Permits;

/// <summary>Lists obligations: for an employer its own, and for a permit those that whoever reads it may see.</summary>
internal static class ObligationList
{
    private static readonly string Columns = $"permit, code, who, authority, since, due_on, {ObligationIndex.StatusAt("$1")}, satisfied_on, satisfied_by, number";

    public static void MapObligations(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/obligations", OfEmployer).WithTags("Permits").Only("employer", "the obligation is the caller's own")
            .Reads<Page<ObligationView>>("listObligations", "List your obligations, first due first; registers tick them off").ForOthers(MandateActs.ReadPermits, PermitProblems.Unknown);

    /// <summary>What a permit obliges to. The worker sees all of it; an employer his own part: where the worker lives is not his matter.</summary>
    public static async Task<IReadOnlyList<ObligationView>> Of(HttpContext http, PermitId permit, string? employer) =>
        await http.RequestServices.GetRequiredService<IViewStore>().Query(
            $"SELECT {Columns} FROM obligations WHERE permit = $2 AND ($3 IS NULL OR employer = $3 AND who <> 'worker') ORDER BY number", row => Row(row).View, [Now(http), permit.ToString(), employer], http.RequestAborted);

    private static Task<IResult> OfEmployer(HttpContext http, string? after, int? limit, string? permit, string? status, DateOnly? dueBefore)
    {
        if (dueBefore is { } day && http.Request.Query["dueBefore"] != $"{day:yyyy-MM-dd}") return Bad("dueBefore is written as 2027-02-28");
        if (status is not null && !WireName.Exists<ObligationStatus>(status)) return Bad("status is not known");
        if (permit is not null && !EntityId.TryParse<PermitId>(permit, out _)) return Bad("permit is the id of a permit");
        var caller = Caller.Of(http.User);
        return Paging.Page(
            http, after, limit,
            (place, take) => ($"""
                SELECT {Columns} FROM obligations
                WHERE employer = $2 AND who <> 'worker' AND ($3 IS NULL OR permit = $3) AND ($4 IS NULL OR {ObligationIndex.StatusAt("$1")} = $4) AND ($5 IS NULL OR due_on < $5)
                  AND ($6 IS NULL OR $6 LIKE '% ' || scheme || ' %') AND ($7 IS NULL OR {Place} > $7) ORDER BY {Place} LIMIT $8
                """, [Now(http), caller.Party, permit, status, dueBefore, caller.SchemeWords, place, take]),
            Row, row => row.Place, row => row.View);
    }

    // What has no day yet comes last.
    private const string Place = "COALESCE(due_on, '9999-12-31') || ' ' || permit || ' ' || number";

    private static Listed Row(ViewRow row) => new(
        new(EntityId.Parse<PermitId>(row.Text(0)), row.Text(1), WireName.Parse<Party>(row.Text(2)), row.Text(3), row.DateOrNull(4), row.DateOrNull(5),
            WireName.Parse<ObligationStatus>(row.Text(6)), row.DateOrNull(7), row.TextOrNull(8)),
        $"{row.DateOrNull(5) ?? new DateOnly(9999, 12, 31):yyyy-MM-dd} {row.Text(0)} {row.Text(9)}");

    private static DateTimeOffset Now(HttpContext http) => http.RequestServices.GetRequiredService<LegalClock>().Now;

    private static Task<IResult> Bad(string why) => Task.FromResult(CommandProblems.BadQuery.Because(why).Result());

    private sealed record Listed(ObligationView View, string Place);
}
