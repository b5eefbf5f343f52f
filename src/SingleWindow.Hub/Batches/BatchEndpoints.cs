using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Batches;

/// <summary>A batch in a list.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Received">How many rows came.</param>
/// <param name="Submitted">How many were filed, once it has ended.</param>
/// <param name="Refused">How many were refused, once it has ended.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="EndedAt">When it was finished or cancelled.</param>
public sealed record BatchListRow(string Id, string Scheme, BatchState State, int Received, int? Submitted, int? Refused, DateTimeOffset ReceivedAt, DateTimeOffset? EndedAt);

/// <summary>Many applications at once: sent, followed, stopped.</summary>
internal static class BatchEndpoints
{
    public static void MapBatches(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/batches").WithTags("Batches").Only("employer", "the batch's employer is the caller's party");
        group.MapPost("", Receive).Uploads<BatchView>("sendBatch", "Send up to 10000 applications under a scheme: a form in each line, or CSV with the columns of the scheme's template", new(BatchIntake.MediaTypes, IsAnswer: false, "scheme", "The id of the scheme under which every row is filed."), StatusCodes.Status202Accepted)
            .ForOthers(MandateActs.WriteApplications, BatchProblems.Unknown).Seldom("batches", 50);
        group.MapGet("", List).Reads<Page<BatchListRow>>("listBatches", "List your batches, newest first").ForOthers(MandateActs.ReadApplications, BatchProblems.Unknown);
        group.MapGet("{id}", Read).Reads<BatchView>("readBatch", "Read how far a batch has come").ForOthers(MandateActs.ReadApplications, BatchProblems.Unknown);
        group.MapGet("{id}/rows", Rows).Reads<Page<BatchRow>>("listBatchRows", "List what became of the rows, in their order").Refuses(409).ForOthers(MandateActs.ReadApplications, BatchProblems.Unknown);
        group.MapGet("{id}/report", Report).Downloads("readBatchReport", "Read what became of the rows as CSV", [CsvFile.MediaType]).ForOthers(MandateActs.ReadApplications, BatchProblems.Unknown);
        group.MapPost("{id}/cancel", Cancel).Does<Nothing, BatchView>("cancelBatch", "File no more of it: what was filed stays").ForOthers(MandateActs.WriteApplications, BatchProblems.Unknown);
        routes.MapGet("/api/v1/schemes/{id}/batch-template", Template).WithTags("Batches").Public().Downloads("readBatchTemplate", "Read the columns of a batch as CSV", [CsvFile.MediaType]);
    }

    private static Task<IResult> Receive(string? scheme, Api api, BatchIntake intake, HttpRequest request, CancellationToken ct) => api.Streamed(async context =>
        scheme is not { Length: > 0 } ? CommandProblems.BadQuery.Because("scheme: the id of a scheme.").Result()
        : !EntityId.TryParse<EmployerId>(api.Caller.Party, out var employer) ? ApplicationProblems.NoEmployer.Result()
        : api.Accepted(await intake.Take(employer, scheme, request, context, ct), batch => $"/api/v1/batches/{batch.Id}"));

    private static Task<IResult> List(HttpContext http, string? after, int? limit)
    {
        var caller = Caller.Of(http.User);
        return Paging.Page(
            http, after, limit,
            (place, take) => ("""
                SELECT id, scheme, state, received, submitted, refused, received_at, ended_at FROM batches
                WHERE employer = $1 AND ($2 IS NULL OR id < $2) AND ($4 IS NULL OR $4 LIKE '% ' || scheme || ' %') ORDER BY id DESC LIMIT $3
                """, [caller.Party, place, take, caller.SchemeWords]),
            row => new BatchListRow(row.Text(0), row.Text(1), WireName.Parse<BatchState>(row.Text(2)), row.Int(3), (int?)row.LongOrNull(4), (int?)row.LongOrNull(5), row.Time(6), row.TimeOrNull(7)),
            row => row.Id);
    }

    private static Task<IResult> Read(string id, Api api, CancellationToken ct) => With(id, async batch => api.Ok(await Grain(api, batch).Read(api.Caller.Actor, ct)));

    private static Task<IResult> Rows(string id, Api api, BatchRows rows, HttpContext http, string? after, int? limit, string? status, CancellationToken ct) => With(id, async batch =>
    {
        if (status is not null && !WireName.Exists<RowStatus>(status)) return CommandProblems.BadQuery.Because("status is not known").Result();
        if (await NotReadable(batch, api, ct) is { } problem) return problem.Result();
        RowStatus? wanted = status is null ? null : WireName.Parse<RowStatus>(status);
        return await Paging.Page(http, after, limit, async (place, take) => await rows.Read(batch, wanted, place is null ? 0 : int.Parse(place), take, ct) ?? [], row => $"{row.Row}");
    });

    private static Task<IResult> Report(string id, Api api, BatchRows rows, CancellationToken ct) => With(id, async batch =>
        await NotReadable(batch, api, ct) is { } problem ? problem.Result() : new BatchReport(batch, rows));

    private static Task<IResult> Cancel(string id, Api api, CancellationToken ct) =>
        With(id, batch => api.Command<Nothing>(async (_, context) => api.Ok(await Grain(api, batch).Cancel(context, ct))));

    private static IResult Template(string id, SchemeCatalog schemes, HttpResponse response)
    {
        if (schemes.Newest(id) is not { } scheme) return SchemeProblems.Unknown.Result();
        CsvFile.Begin(response, $"{id}.csv");
        return TypedResults.Text(CsvText.ByteOrderMark + CsvText.Row(BatchColumns.Template(scheme).Select(column => column.Name)), response.ContentType);
    }

    private static async Task<Problem?> NotReadable(BatchId batch, Api api, CancellationToken ct)
    {
        var read = await Grain(api, batch).Read(api.Caller.Actor, ct);
        return read.Problem ?? (read.Value!.View.RowsDestroyed is true ? BatchProblems.RowsGone : null);
    }

    private static Task<IResult> With(string id, Func<BatchId, Task<IResult>> run) =>
        EntityId.TryParse<BatchId>(id, out var batch) ? run(batch) : Task.FromResult(BatchProblems.Unknown.Result());

    private static IBatchGrain Grain(Api api, BatchId id) => api.Grains.GetGrain<IBatchGrain>(id.ToString());
}
