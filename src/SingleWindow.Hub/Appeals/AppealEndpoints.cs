using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Appeals;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Appeals;

/// <summary>An appeal in a list.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Application">The application whose decision is challenged; absent: something about a permit is.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="On">Legal day on which it was made.</param>
/// <param name="Result">How it ended; absent while it waits.</param>
/// <param name="DecidedOn">Legal day of the result.</param>
/// <param name="Permit">The permit whose withdrawal is challenged, or the opposition to whose change of employer, or the notice of whose end.</param>
/// <param name="Against">decision, withdrawal, opposition, or notice of an employer that the work is over.</param>
public sealed record AppealRow(string Id, string? Application, string Scheme, DateOnly On, AppealResult? Result, DateOnly? DecidedOn, string? Permit, string Against);

/// <summary>The result of an appeal, recorded by the authority that decided.</summary>
/// <param name="Result">dismissed, annulled or withdrawn.</param>
/// <param name="Reasons">1 to 8000 characters.</param>
/// <param name="Official">Who records it.</param>
public sealed record AppealResultBody(AppealResult? Result, string? Reasons, OfficialId? Official);

/// <summary>Appeals, for the authority that decided: it keeps the case file and records the result.</summary>
internal static class AppealEndpoints
{
    public static void MapAppeals(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/appeals").WithTags("Tasks").Only("authority", "the appeal is against what the caller's authority decided");
        group.MapGet("", List).Reads<Page<AppealRow>>("listAppeals", "List the appeals against decisions, withdrawals and oppositions of your authority, and the contested notices under its permits, oldest first");
        group.MapGet("{id}", Read).Reads<AppealView>("readAppeal", "Read an appeal; the read is logged");
        group.MapPost("{id}/result", Decide).Does<AppealResultBody, AppealView>("decideAppeal", "Record the result of an appeal; an annulled decision is taken again, an annulled withdrawal, opposition or notice falls away");
    }

    // Only those that wait, unless all are wanted.
    private static Task<IResult> List(HttpContext http, string? after, int? limit, bool? decided) => Paging.Page(
        http, after, limit,
        (place, take) => ("""
            SELECT id, application, scheme, made_on, result, decided_on, permit, against, position FROM appeals
            WHERE authority = $1 AND $5 LIKE '% ' || purpose || ' %' AND ($2 IS NULL OR position > CAST($2 AS BIGINT)) AND (CASE WHEN $3 = 1 THEN result IS NOT NULL ELSE result IS NULL END) ORDER BY position LIMIT $4
            """, [Caller.Of(http.User).Party, place, decided is true, take, Caller.Of(http.User).PurposeWords]),
        row => (Row: new AppealRow(row.Text(0), row.TextOrNull(1), row.Text(2), row.Date(3), row.TextOrNull(4) is { } result ? WireName.Parse<AppealResult>(result) : null, row.DateOrNull(5), row.TextOrNull(6), row.Text(7)), Place: row.Long(8)),
        found => $"{found.Place}", found => found.Row);

    private static async Task<IResult> Read(string id, Api api, CancellationToken ct) =>
        !AppealId.TryParse(id, out var appeal) ? AppealProblems.Unknown.Result()
        : api.Ok(appeal.Against == AppealAgainst.Permit
            ? await Permit(api, appeal).ReadAppeal(appeal.Number, api.Reading(), api.Caller.Purposes, ct)
            : await Application(api, appeal).ReadAppeal(appeal.Number, api.Reading(), api.Caller.Purposes, ct));

    private static Task<IResult> Decide(string id, Api api, CancellationToken ct) =>
        !AppealId.TryParse(id, out var appeal)
            ? Task.FromResult(AppealProblems.Unknown.Result())
            : api.Command<AppealResultBody>(async (body, context) =>
            {
                var errors = new FieldErrors();
                errors.RequirePresent(body.Result, "/result");
                errors.Require(body.Reasons is { Length: <= 8000 } && !string.IsNullOrWhiteSpace(body.Reasons), "/reasons", "length", "1 to 8000 characters.");
                if (!errors.IsEmpty) return (appeal.Against == AppealAgainst.Permit ? PermitProblems.Invalid : ApplicationProblems.Invalid).At(errors.All).Result();
                var (official, problem) = await Officials.Find(api, body.Official, required: true, ct);
                if (problem is not null) return problem.Result();
                return api.Ok(appeal.Against == AppealAgainst.Permit
                    ? await Permit(api, appeal).HandleAppeal(new(appeal.Number, body.Result!.Value, body.Reasons!, official), context, api.Caller.Purposes, ct)
                    : await Application(api, appeal).HandleAppeal(new(appeal.Number, body.Result!.Value, body.Reasons!, official), context, api.Caller.Purposes, ct));
            });

    private static IPermitGrain Permit(Api api, AppealId appeal) => api.Grains.GetGrain<IPermitGrain>(new PermitId(appeal.Case).ToString());

    private static IApplicationGrain Application(Api api, AppealId appeal) => api.Grains.GetGrain<IApplicationGrain>(new ApplicationId(appeal.Case).ToString());
}
