using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Reference;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Employers;

/// <summary>An employer to register.</summary>
/// <param name="RegistryCode">Estonian registry code, eight digits with a check digit.</param>
/// <param name="Name">Business name, up to 200 characters.</param>
/// <param name="ContactEmail">Where it is reached, up to 254 characters; no worker can give it as his own.</param>
public sealed record NewParty(string? RegistryCode, string? Name, string? ContactEmail = null);

/// <summary>Operators register the employers that may file.</summary>
internal static class PartyEndpoints
{
    public static void MapParties(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/parties").WithTags("Operators").Only("operator", "operators see to every party");
        group.MapPost("", Create).Does<NewParty, EmployerView>("registerParty", "Register an employer", StatusCodes.Status201Created);
        group.MapGet("", List).Reads<Page<EmployerView>>("listParties", "List the employers, newest first");
        group.MapGet("{id}", Read).Reads<EmployerView>("readParty", "Read an employer");
    }

    private static Task<IResult> List(HttpContext http, string? after, int? limit) => Paging.Page(
        http, after, limit,
        (place, take) => ("SELECT id, registry_code, country, name FROM employers WHERE $1 IS NULL OR id < $1 ORDER BY id DESC LIMIT $2", [place, take]),
        row => new EmployerView(EntityId.Parse<EmployerId>(row.Text(0)), row.Text(1), row.Text(2), row.Text(3)), employer => employer.Id.ToString());

    private static async Task<IResult> Read(string id, Api api, CancellationToken ct) => EntityId.TryParse<EmployerId>(id, out var employer)
        ? api.Ok(await api.Grains.GetGrain<IEmployerGrain>(employer.ToString()).Read(ct))
        : EmployerProblems.Unknown.Result();

    private static Task<IResult> Create(Api api, EarlierCommands earlier, IdentityKeys keys, CancellationToken ct) => api.Command<NewParty>(async (body, context) =>
    {
        var errors = new FieldErrors();
        errors.Require(body.RegistryCode is { } given && NationalCodes.IsRegistryCode(given), "/registryCode", "check-digit", "Eight digits with a check digit.");
        errors.Require(body.Name is { Length: > 0 and <= 200 }, "/name", "length", "1 to 200 characters.");
        errors.Require(body.ContactEmail is null || ApplicationFormRules.IsEmail(body.ContactEmail), "/contactEmail", "email", "An e-mail address.");
        if (!errors.IsEmpty) return EmployerProblems.Invalid.At(errors.All).Result();
        var id = await earlier.StreamOf(context, ct) is { } made && EntityId.TryParse<EmployerId>(made, out var known) ? known : EntityId.New<EmployerId>(context.At);
        var key = await keys.Of(new("registry-code", "EST", body.RegistryCode!), ct);
        var contact = body.ContactEmail is { } email ? await keys.OfMailbox(email, ct) : null;
        var outcome = await api.Grains.GetGrain<IEmployerGrain>(id.ToString()).Handle(new EmployerCommand.Register(id, body.RegistryCode!, "EST", body.Name!, key, body.ContactEmail, contact), context, ct);
        return api.Created(outcome, view => $"/api/v1/parties/{view.Id}");
    });
}
