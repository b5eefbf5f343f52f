using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Workers;

/// <summary>Who is whom: for operators, without names and codes, and never alone.</summary>
internal static class WorkerEndpoints
{
    public static void MapWorkers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/workers").WithTags("Operators").Only("operator", "operators see to the identity of every worker");
        group.MapGet("merge-candidates", Candidates).Reads<Page<MergeCandidate>>("listMergeCandidates", "List the workers whom filings could not tell apart, or named with another birth date");
        group.MapGet("{id}", Read).Reads<WorkerFile>("readWorker", "Read which ids and identifiers a worker has, and what waits; the read is logged");
        group.MapPost("{id}/merge", Merge).Changes<MergeBody>("mergeWorker", "Say that another worker is this one; a second operator sends the same");
        group.MapPost("{id}/split", Split).Changes<SplitBody>("splitWorker", "Take a merge back; a second operator sends the same");
        group.MapPost("{id}/correction", Correct).Changes<CorrectionBody>("correctWorker", "Correct a mistyped birth date or release identifiers that are somebody else's; a second operator sends the same");
        group.MapPost("{id}/dismiss-candidate", Dismiss).Does<DismissBody, WorkerFile>("dismissMergeCandidate", "Say that a candidate needs no change");
    }

    private static Task<IResult> Candidates(HttpContext http, string? after, int? limit) => Paging.Page(
        http, after, limit,
        (place, take) => ($"""
            SELECT worker, other, noted_at FROM worker_candidates
            WHERE ($1 IS NULL OR worker || ' ' || other > $1) AND (other = '' OR {WorkerIndex.CanonicalOf("worker_candidates.worker")} <> {WorkerIndex.CanonicalOf("other")})
            ORDER BY worker || ' ' || other LIMIT $2
            """, [place, take]),
        row => new MergeCandidate(row.Text(0), row.Text(1) is { Length: > 0 } other ? other : null, row.Time(2)), row => $"{row.Worker} {row.Other}");

    private static Task<IResult> Read(string id, Api api, WorkerFamily family, IdentityAudit audit, CancellationToken ct) => With(id, async worker =>
    {
        var outcome = await Grain(api, worker).Read(ct);
        if (outcome.Value is not { } found) return outcome.Problem!.Result();
        await audit.Read(worker, api.Reading(), ct);
        // A proposal that was forgotten waits no more.
        var waiting = found.View.Waiting?.Until > api.Now ? found.View.Waiting : null;
        return api.Ok<WorkerFile>(new Versioned<WorkerFile>(await File(found.View with { Waiting = waiting }, family, ct), found.Version));
    });

    private static Task<IResult> Merge(string id, Api api, WorkerFamily family, CancellationToken ct) => With(id, worker => api.Command<MergeBody>(async (body, context) =>
    {
        var errors = Reason(body.Reason);
        errors.RequirePresent(body.With, "/with");
        return await Run(api, family, worker, errors, () => new WorkerCommand.Merge(body.With!.Value, body.Reason!), context, ct);
    }));

    private static Task<IResult> Split(string id, Api api, WorkerFamily family, CancellationToken ct) => With(id, worker => api.Command<SplitBody>(async (body, context) =>
    {
        var errors = Reason(body.Reason);
        errors.RequirePresent(body.From, "/from");
        return await Run(api, family, worker, errors, () => new WorkerCommand.Split(body.From!.Value, body.Identities ?? [], body.Reason!), context, ct);
    }));

    private static Task<IResult> Correct(string id, Api api, WorkerFamily family, CancellationToken ct) => With(id, worker => api.Command<CorrectionBody>(async (body, context) =>
        await Run(api, family, worker, Reason(body.Reason), () => new WorkerCommand.Correct(body.BirthDate, body.Release ?? [], body.Reason!), context, ct)));

    private static Task<IResult> Dismiss(string id, Api api, WorkerFamily family, CancellationToken ct) => With(id, worker => api.Command<DismissBody>(async (body, context) =>
        await Run(api, family, worker, new(), () => new WorkerCommand.DismissCandidate(body.With), context, ct)));

    private static async Task<IResult> Run(
        Api api, WorkerFamily family, WorkerId worker, FieldErrors errors, Func<WorkerCommand> command, CommandContext context, CancellationToken ct)
    {
        // Who does not exist is told before what is wrong with the request about him.
        if ((await Grain(api, worker).Read(ct)).Problem is { } unknown) return unknown.Result();
        if (!errors.IsEmpty) return WorkerProblems.Invalid.At(errors.All).Result();
        var asked = command();
        var outcome = await Grain(api, worker).Handle(asked, context, ct);
        if (outcome.Value is not { } done) return outcome.Problem!.Result();
        family.Changed();
        var file = new Versioned<WorkerFile>(await File(done.View, family, ct), done.Version);
        return asked is not WorkerCommand.DismissCandidate && done.View.Waiting is not null ? api.Waits<WorkerFile>(file) : api.Ok<WorkerFile>(file);
    }

    private static async Task<WorkerFile> File(WorkerView view, WorkerFamily family, CancellationToken ct) => new(
        view.Id, view.MergedInto is { } survivor ? await family.Canonical(survivor, ct) : view.Id, view.Waiting is null ? "effective" : "awaiting-second",
        view.MergedInto, view.Merged ?? [], view.Identities ?? [], view.Waiting);

    private static FieldErrors Reason(string? reason)
    {
        var errors = new FieldErrors();
        errors.Require(reason is { Length: <= 2000 } && !string.IsNullOrWhiteSpace(reason), "/reason", "length", "1 to 2000 characters.");
        return errors;
    }

    private static RouteHandlerBuilder Changes<TBody>(this RouteHandlerBuilder builder, string id, string summary) where TBody : notnull =>
        builder.Does<TBody, WorkerFile>(id, summary).Produces<WorkerFile>(StatusCodes.Status202Accepted, "application/json");

    private static Task<IResult> With(string id, Func<WorkerId, Task<IResult>> run) =>
        EntityId.TryParse<WorkerId>(id, out var worker) ? run(worker) : Task.FromResult(WorkerProblems.Unknown.Result());

    private static IWorkerGrain Grain(Api api, WorkerId worker) => api.Grains.GetGrain<IWorkerGrain>(worker.ToString());
}
