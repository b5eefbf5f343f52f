using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Reference;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Employers;

/// <summary>An employer to register.</summary>
/// <param name="RegistryCode">Estonian registry code, eight digits with a check digit.</param>
/// <param name="Name">Business name, up to 200 characters.</param>
public sealed record NewParty(string? RegistryCode, string? Name);

/// <summary>Operators register the employers that may file.</summary>
internal static class PartyEndpoints
{
    public static void MapParties(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/v1/parties").WithTags("Operators").Only("operator", "operators see to every party")
            .MapPost("", Create).Does<NewParty, EmployerView>("registerParty", "Register an employer", StatusCodes.Status201Created);

    private static Task<IResult> Create(Api api, EarlierCommands earlier, IdentityKeys keys, CancellationToken ct) => api.Command<NewParty>(async (body, context) =>
    {
        var errors = new FieldErrors();
        errors.Require(body.RegistryCode is { } given && NationalCodes.IsRegistryCode(given), "/registryCode", "check-digit", "Eight digits with a check digit.");
        errors.Require(body.Name is { Length: > 0 and <= 200 }, "/name", "length", "1 to 200 characters.");
        if (!errors.IsEmpty) return EmployerProblems.Invalid.At(errors.All).Result();
        var id = await earlier.StreamOf(context, ct) is { } made && EntityId.TryParse<EmployerId>(made, out var known) ? known : EntityId.New<EmployerId>(context.At);
        var key = await keys.Of(new("registry-code", "EST", body.RegistryCode!), ct);
        var outcome = await api.Grains.GetGrain<IEmployerGrain>(id.ToString()).Handle(new EmployerCommand.Register(id, body.RegistryCode!, "EST", body.Name!, key), context, ct);
        return api.Created(outcome, view => $"/api/v1/parties/{view.Id}");
    });
}
