using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Applications;

/// <summary>A worker claims his place in an application.</summary>
/// <param name="Code">The one-time code that the employer was given; blanks, dashes and small letters do not matter.</param>
/// <param name="DocumentNumber">Number of the travel document, as printed.</param>
/// <param name="BirthDate">As in the travel document.</param>
public sealed record PlaceClaimBody(string? Code, string? DocumentNumber, DateOnly? BirthDate);

/// <summary>The employer invites, the worker comes.</summary>
internal static class ClaimEndpoints
{
    public static void MapClaims(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/applications/{id}/invitations", Invite).WithTags("Applications").Only("employer", "the application's employer is the caller's party")
            .Does<Nothing, InvitationView>("inviteWorker", "Get a one-time code with which the worker claims his place; the code before it is void", StatusCodes.Status201Created)
            .ForOthers(MandateActs.WriteApplications, ApplicationProblems.Unknown);
        routes.MapPost("/api/v1/me/claim", Claim).WithTags("Workers").Only("worker", "whoever shows the code, the document number and the birth date of the worker")
            .Does<PlaceClaimBody, ApplicationView>("claimPlace", "Claim your place in an application; a code can be tried ten times, and whatever does not fit is answered alike (a mistyped code is told by its check symbol)").Refuses(404).Seldom("claims", 50);
    }

    private static Task<IResult> Invite(string id, Api api, CancellationToken ct) =>
        EntityId.TryParse<ApplicationId>(id, out var app)
            ? api.Command<Nothing>(async (_, context) => api.Created(await api.Grains.GetGrain<IApplicationGrain>(app.ToString()).Invite(context, ct), view => $"/api/v1/applications/{view.Application}"))
            : Task.FromResult(ApplicationProblems.Unknown.Result());

    private static Task<IResult> Claim(Api api, InvitationDesk desk, CancellationToken ct) => api.Command<PlaceClaimBody>(async (body, context) =>
    {
        var errors = new FieldErrors();
        var code = InvitationCode.Read(body.Code);
        // A slip of the pen costs no try; what fits is known to everybody.
        errors.Require(code is not null, "/code", "check-symbol", "Sixteen symbols and a check symbol.");
        errors.Require(body.DocumentNumber is { Length: > 0 and <= 40 }, "/documentNumber", "length", "1 to 40 characters.");
        errors.Require(body.BirthDate is not null, "/birthDate", "required", "A date.");
        return errors.IsEmpty ? api.Ok(await desk.Claim(code!, body.DocumentNumber!, body.BirthDate!.Value, context, ct)) : InvitationProblems.Invalid.At(errors.All).Result();
    });
}
