using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Callers;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Reference;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Callers;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Employers;

/// <summary>A member of an employer's board who signs in.</summary>
/// <param name="Subject">The subject of his tokens (<c>sub</c>), as the issuer knows him.</param>
/// <param name="PersonalCode">His Estonian personal code, as the business register has it; it is not kept.</param>
public sealed record NewRepresentative(string? Subject, string? PersonalCode);

/// <summary>Operators say who of a board signs in as whom; the register says until when.</summary>
internal static partial class BoardEndpoints
{
    public static void MapBoards(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/parties/{id}/representatives").WithTags("Operators").Only("operator", "operators see to every party");
        group.MapPost("", Take).Does<NewRepresentative, BoardView>("seatRepresentative", "Let a member of an employer's board act for it, for as long as the business register names him");
        group.MapGet("", Read).Reads<BoardView>("listRepresentatives", "List the members of an employer's board who may act for it, and those who have left");
    }

    private static Task<IResult> Take(string id, Api api, BoardDesk desk, SwitchBook switches, CancellationToken ct) => api.Command<NewRepresentative>(async (body, context) =>
    {
        if (await Employer(id, api, ct) is not { } employer) return EmployerProblems.Unknown.Result();
        var errors = new FieldErrors();
        // It is kept in clear: a subject that tells who somebody is has no place in it.
        errors.Require(body.Subject is { } subject && CallerName.IsId(subject) && !Code().Matches(subject).Any(code => NationalCodes.IsPersonalCode(code.Value)), "/subject", "subject", "The subject of the person's tokens, which is no personal code.");
        errors.Require(body.PersonalCode is { } code && NationalCodes.IsPersonalCode(code), "/personalCode", "check-digit", "Eleven digits with a check digit.");
        if (!errors.IsEmpty) return BoardProblems.Invalid.At(errors.All).Result();
        var outcome = await desk.Take(employer, body.Subject!, body.PersonalCode!, context, ct);
        await switches.Refresh(ct);
        return api.Ok(outcome);
    });

    private static async Task<IResult> Read(string id, Api api, BoardDesk desk, CancellationToken ct) =>
        await Employer(id, api, ct) is { } employer ? api.Ok(await desk.Grain(employer.Id).Read(ct)) : EmployerProblems.Unknown.Result();

    private static async Task<EmployerView?> Employer(string id, Api api, CancellationToken ct) =>
        EntityId.TryParse<EmployerId>(id, out var employer) ? (await api.Grains.GetGrain<IEmployerGrain>(employer.ToString()).Read(ct)).Value?.View : null;

    [GeneratedRegex("[1-8][0-9]{10}", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
