using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Permits;

namespace SingleWindow.Hub.Applications;

/// <summary>A new employer hires the holder of a permit.</summary>
/// <param name="Worker">Who the holder is, as in his travel document.</param>
/// <param name="Employment">The post, with its first day.</param>
public sealed record EmployerChangeBody(HolderProofBody? Worker, EmploymentForm? Employment);

/// <summary>Shows that the holder himself gave his document to read.</summary>
/// <param name="BirthDate">As in the travel document.</param>
/// <param name="DocumentNumber">As printed.</param>
/// <param name="Issuer">ISO 3166-1 alpha-3 code.</param>
public sealed record HolderProofBody(DateOnly? BirthDate, string? DocumentNumber, string? Issuer);

/// <summary>How a new employer registers that it hires a permit holder. The worker agrees, and the authority may oppose, elsewhere.</summary>
internal static class EmployerChangeEndpoints
{
    public static void MapEmployerChanges(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/permits/{id}/change-of-employer").WithTags("Permits").Only("employer", "the caller's party is the new employer, and knows the holder's document and birth date");
        group.MapPost("", Propose).Does<EmployerChangeBody, EmployerChangeView>("changeEmployer", "Register that you hire the holder of a permit, or begin the application that the scheme asks for instead", StatusCodes.Status201Created)
            .ForOthers(MandateActs.WritePermits, PermitProblems.Unknown);
        group.MapGet("", Read).Reads<EmployerChangeView>("readEmployerChange", "Read the change of employer that you registered").ForOthers(MandateActs.ReadPermits, PermitProblems.Unknown);
        group.MapPost("appeal", Appeal).Does<StatementBody, EmployerChangeView>("appealOpposition", "Challenge the opposition to the change of employer that you registered").ForOthers(MandateActs.WritePermits, PermitProblems.Unknown);
    }

    private static Task<IResult> Propose(string id, Api api, EmployerChangeDesk desk, CancellationToken ct) => With(id, permit => api.Command<EmployerChangeBody>(async (body, context) =>
    {
        var errors = new FieldErrors();
        errors.RequirePresent(body.Worker?.BirthDate, "/worker/birthDate");
        errors.Require(body.Worker?.DocumentNumber is { Length: > 0 and <= 40 }, "/worker/documentNumber", "length", "1 to 40 characters.");
        errors.Require(body.Worker?.Issuer is { Length: 3 }, "/worker/issuer", "country", "An ISO 3166-1 alpha-3 code.");
        errors.RequirePresent(body.Employment, "/employment");
        if (!errors.IsEmpty) return PermitProblems.Invalid.At(errors.All).Result();
        if (!EntityId.TryParse<EmployerId>(api.Caller.Party, out var employer)) return PermitProblems.Unknown.Result();
        var outcome = await desk.Propose(permit, employer, body, api, context, ct);
        return api.Created(outcome, change => change.Application is { } draft ? $"/api/v1/applications/{draft}" : $"/api/v1/permits/{permit}/change-of-employer");
    }));

    private static Task<IResult> Appeal(string id, Api api, CancellationToken ct) => With(id, permit => api.Command<StatementBody>(async (body, context) =>
    {
        if (StatementBody.Unsaid(body) is { } problem) return problem.Result();
        var outcome = await api.Grains.GetGrain<IPermitGrain>(permit.ToString()).Handle(new PermitCommand.Appeal(body.Text!, OfOpposition: true), context, ct);
        return api.Ok<EmployerChangeView>(outcome.Value is { } done ? new Versioned<EmployerChangeView>(done.View.Change!, done.Version) : outcome.Problem!);
    }));

    private static Task<IResult> Read(string id, Api api, CancellationToken ct) => With(id, async permit =>
        (await api.Grains.GetGrain<IPermitGrain>(permit.ToString()).Read(ct)).Value is { View: { Change: { } change } view } found && api.Caller.Actor.ActsFor(change.Employer.ToString(), view.Scheme)
            ? api.Ok<EmployerChangeView>(new Versioned<EmployerChangeView>(change, found.Version)) : PermitProblems.Unknown.Result());

    private static Task<IResult> With(string id, Func<PermitId, Task<IResult>> run) =>
        EntityId.TryParse<PermitId>(id, out var permit) ? run(permit) : Task.FromResult(PermitProblems.Unknown.Result());
}
