using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Authorities;

/// <summary>An official to appoint.</summary>
/// <param name="Authority">Code of the authority.</param>
/// <param name="Unit">Unit of the authority, up to 60 characters.</param>
/// <param name="Name">As it stands under a decision.</param>
/// <param name="Position">As it stands under a decision.</param>
public sealed record NewUser(string? Authority, string? Unit, string? Name, string? Position);

/// <summary>Operators appoint the officials who may sign.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/users").WithTags("Operators").Only("operator", "operators see to every official");
        group.MapPost("", Create).Does<NewUser, Official>("appointOfficial", "Appoint an official who may sign", StatusCodes.Status201Created);
        group.MapGet("", List).Reads<Page<Official>>("listOfficials", "List the officials of an authority, whole");
        group.MapGet("{id}", Read).Reads<Official>("readOfficial", "Read an official");
    }

    private static async Task<IResult> List(string? authority, Api api, CancellationToken ct)
    {
        if (authority is null || !AuthorityNames.Exists(authority)) return CommandProblems.BadQuery.Because("authority is the code of an authority").Result();
        var outcome = await api.Grains.GetGrain<IAuthorityGrain>(authority).Read(ct);
        return outcome.Value is { } found ? Api.Ok<Page<Official>>(new Page<Official>(found.View.Officials, null)) : outcome.Problem!.Result();
    }

    private static async Task<IResult> Read(string id, Api api, CancellationToken ct)
    {
        if (!EntityId.TryParse<OfficialId>(id, out var official)) return AuthorityProblems.NoOfficial.Result();
        // There are few authorities, and each knows its own people: asking all of them needs no second list of persons, and finds who was appointed a moment ago.
        var answers = await Task.WhenAll(AuthorityNames.Codes.Select(code => api.Grains.GetGrain<IAuthorityGrain>(code).Official(official, ct)));
        return answers.FirstOrDefault(answer => answer.Value is not null) is { } found ? Api.Ok(found) : AuthorityProblems.NoOfficial.Result();
    }

    private static Task<IResult> Create(Api api, CancellationToken ct) => api.Command<NewUser>(async (body, context) =>
    {
        var errors = new FieldErrors();
        errors.Require(body.Authority is { } code && AuthorityNames.Exists(code), "/authority", "one-of", "A code of an authority.");
        errors.Require(body.Unit is { Length: > 0 and <= 60 }, "/unit", "length", "1 to 60 characters.");
        errors.Require(body.Name is { Length: > 0 and <= 200 }, "/name", "length", "1 to 200 characters.");
        errors.Require(body.Position is { Length: > 0 and <= 200 }, "/position", "length", "1 to 200 characters.");
        if (!errors.IsEmpty) return AuthorityProblems.Invalid.At(errors.All).Result();
        // The id follows from the command, so a retry appoints the same person.
        var id = OfficialId.From(Guid.ParseExact(context.Id.Value[..32], "N"));
        var official = new Official(id, body.Authority!, body.Unit!, body.Name!, body.Position!);
        var outcome = await api.Grains.GetGrain<IAuthorityGrain>(body.Authority!).Handle(new AuthorityCommand.Appoint(official), context, ct);
        return outcome.Value is { } made ? api.Created<Official>(new Versioned<Official>(official, made.Version), _ => $"/api/v1/users/{id}") : outcome.Problem!.Result();
    });
}
