using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Applications;

/// <summary>An appeal in a list.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Application">The application.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="On">Legal day on which it was made.</param>
/// <param name="Result">How it ended; absent while it waits.</param>
/// <param name="DecidedOn">Legal day of the result.</param>
public sealed record AppealRow(string Id, string Application, string Scheme, DateOnly On, AppealResult? Result, DateOnly? DecidedOn);

/// <summary>Appeals, for the authority that decided: it keeps the case file and records the result.</summary>
internal static class AppealEndpoints
{
    public static void MapAppeals(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/appeals").WithTags("Tasks").Only("authority", "the appeal is against a decision of the caller's authority");
        group.MapGet("", List).Reads<Page<AppealRow>>("listAppeals", "List the appeals against decisions of your authority, oldest first");
        group.MapGet("{id}", Read).Reads<AppealView>("readAppeal", "Read an appeal; the read is logged");
        group.MapPost("{id}/result", Decide).Does<AppealResultBody, AppealView>("decideAppeal", "Record the result of an appeal; an annulled decision is taken again");
    }

    // Only those that wait, unless all are wanted.
    private static Task<IResult> List(HttpContext http, string? after, int? limit, bool? decided) => Paging.Page(
        http, after, limit,
        (place, take) => ("""
            SELECT id, application, scheme, made_on, result, decided_on FROM appeals
            WHERE authority = $1 AND ($2 IS NULL OR id > $2) AND (CASE WHEN $3 = 1 THEN result IS NOT NULL ELSE result IS NULL END) ORDER BY id LIMIT $4
            """, [Caller.Of(http.User).Party, place, decided is true, take]),
        row => new AppealRow(row.Text(0), row.Text(1), row.Text(2), row.Date(3), row.TextOrNull(4) is { } result ? WireName.Parse<AppealResult>(result) : null, row.DateOrNull(5)), row => row.Id);

    private static async Task<IResult> Read(string id, Api api, CancellationToken ct) => AppealId.TryParse(id, out var appeal)
        ? api.Ok(await api.Grains.GetGrain<IApplicationGrain>(appeal.Application.ToString()).ReadAppeal(appeal.Number, api.Reading(), api.Caller.Purposes, ct))
        : ApplicationProblems.UnknownAppeal.Result();

    private static Task<IResult> Decide(string id, Api api, CancellationToken ct) =>
        !AppealId.TryParse(id, out var appeal)
            ? Task.FromResult(ApplicationProblems.UnknownAppeal.Result())
            : api.Command<AppealResultBody>(async (body, context) =>
            {
                var errors = new FieldErrors();
                errors.RequirePresent(body.Result, "/result");
                errors.Require(body.Reasons is { Length: <= 8000 } && !string.IsNullOrWhiteSpace(body.Reasons), "/reasons", "length", "1 to 8000 characters.");
                if (!errors.IsEmpty) return ApplicationProblems.Invalid.At(errors.All).Result();
                var (official, problem) = await Officials.Find(api, body.Official, required: true, ct);
                return problem?.Result() ?? api.Ok(await api.Grains.GetGrain<IApplicationGrain>(appeal.Application.ToString())
                    .HandleAppeal(new ApplicationCommand.DecideAppeal(appeal.Number, body.Result!.Value, body.Reasons!, official), context, api.Caller.Purposes, ct));
            });
}
