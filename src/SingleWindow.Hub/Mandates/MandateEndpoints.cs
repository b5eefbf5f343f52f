using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Mandates;

/// <summary>A mandate to give.</summary>
/// <param name="Representative">Id of the party that may act: a law firm, an accountant, a union.</param>
/// <param name="May">What it may do: applications:read, applications:appeal, applications:write, permits:read, permits:write; of a worker applications:read, applications:appeal, complaints:read, complaints:write. Each includes reading, writing includes challenging.</param>
/// <param name="Schemes">Under which schemes only; left out for all.</param>
/// <param name="From">First day; today when it is left out.</param>
/// <param name="Until">Last day; at most three years.</param>
public sealed record MandateBody(string? Representative, IReadOnlyList<string>? May, IReadOnlyList<string>? Schemes = null, DateOnly? From = null, DateOnly? Until = null);

/// <summary>Employers and workers let others act for them, and both sides can end it at once.</summary>
internal static class MandateEndpoints
{
    private const string Ownership = "the caller gave the mandate or holds it";

    public static void MapMandates(this IEndpointRouteBuilder routes)
    {
        var employer = routes.MapGroup("/api/v1/mandates").WithTags("Mandates").Only("employer", Ownership);
        employer.MapPost("", (Api api, IViewStore views, CancellationToken ct) => Give(api, views, "/api/v1/mandates", ct)).Does<MandateBody, MandateView>("giveMandate", "Let another party act for you", StatusCodes.Status201Created);
        employer.MapGet("", List).Reads<Page<MandateView>>("listMandates", "List the mandates that you gave and those that you hold, newest first");
        employer.MapGet("{id}", Read).Reads<MandateView>("readMandate", "Read a mandate");
        employer.MapDelete("{id}", End).Ends<MandateView>("endMandate", "Take a mandate back, or lay it down");

        var worker = routes.MapGroup("/api/v1/me/mandates").WithTags("Workers").Only("worker", Ownership);
        worker.MapPost("", (Api api, IViewStore views, CancellationToken ct) => Give(api, views, "/api/v1/me/mandates", ct)).Does<MandateBody, MandateView>("giveMyMandate", "Let an organisation act for you", StatusCodes.Status201Created);
        worker.MapGet("", List).Reads<Page<MandateView>>("listMyMandates", "List your mandates, newest first");
        worker.MapGet("{id}", Read).Reads<MandateView>("readMyMandate", "Read a mandate of yours");
        worker.MapDelete("{id}", End).Ends<MandateView>("endMyMandate", "Take a mandate back");
    }

    private static Task<IResult> Give(Api api, IViewStore views, string place, CancellationToken ct) => api.Command<MandateBody>(async (body, context) =>
    {
        if (!MandateId.MayGive(api.Caller.Party)) return MandateProblems.NoPrincipal.Result();
        if (!await IsParty(body.Representative, api, ct)) return MandateProblems.Invalid.At(new FieldError("/representative", "unknown", "The id of a registered party.")).Result();
        if (await OtherSide.Has(views, api.Caller.Party, body.Representative!, api.Now, ct)) return MandateProblems.Invalid.At(new FieldError("/representative", "other-side", "Whoever employs you, or acts for your employer, cannot act for you.")).Result();
        var give = new MandateCommand.Give(body.Representative!, body.May, body.Schemes, body.From, body.Until);
        return api.Created(await Book(api, api.Caller.Party).Give(give, context, ct), view => $"{place}/{view.Id}");
    });

    private static async Task<bool> IsParty(string? party, Api api, CancellationToken ct) =>
        EntityId.TryParse<EmployerId>(party, out var id) && (await api.Grains.GetGrain<IEmployerGrain>(id.ToString()).Read(ct)).Value is not null;

    private static Task<IResult> List(HttpContext http, string? after, int? limit, string? side)
    {
        if (side is not (null or "given" or "held")) return Task.FromResult(CommandProblems.BadQuery.Because("side is given or held").Result());
        return Paging.Page(
            http, after, limit,
            (place, take) => ($"""
                SELECT id, principal, representative, may, schemes, valid_from, valid_until, given_at, ended_at, ended, place FROM mandates
                WHERE {(side switch { "given" => "principal = $1", "held" => "representative = $1", _ => "(principal = $1 OR representative = $1)" })} AND ($2 IS NULL OR place < $2) ORDER BY place DESC LIMIT $3
                """, [Caller.Of(http.User).Party, place, take]),
            row => (View: Row(row), Place: row.Text(10)), row => row.Place, row => row.View);
    }

    private static async Task<IResult> Read(string id, Api api, CancellationToken ct) => MandateId.TryParse(id, out var mandate)
        ? Api.Ok(await Book(api, mandate.Principal).Read(mandate.Number, api.Caller.Party, ct))
        : MandateProblems.Unknown.Result();

    private static async Task<IResult> End(string id, Api api, CancellationToken ct) => MandateId.TryParse(id, out var mandate)
        ? await api.Delete(async context => (await Book(api, mandate.Principal).End(mandate.Number, context, ct)) is var outcome && outcome.Value is { } ended ? Api.Ok<MandateView>(ended.View) : outcome.Problem!.Result())
        : MandateProblems.Unknown.Result();

    private static MandateView Row(ViewRow row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Text(3).Split(' '), row.TextOrNull(4)?.Split(' '), row.Date(5), row.Date(6), row.Time(7), row.TimeOrNull(8),
        row.TextOrNull(9) is { } end ? WireName.Parse<MandateEnd>(end) : null);

    private static IMandateBookGrain Book(Api api, string principal) => api.Grains.GetGrain<IMandateBookGrain>(MandateId.BookOf(principal));
}
