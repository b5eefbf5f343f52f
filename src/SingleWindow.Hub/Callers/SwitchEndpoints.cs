using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Callers;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Callers;

/// <summary>What to change of a client or a party.</summary>
/// <param name="Active">False: no token of it opens anything from now on.</param>
public sealed record SwitchBody(bool? Active);

/// <summary>Operators switch clients and parties off, at once and on every node.</summary>
internal static class SwitchEndpoints
{
    private const string Ownership = "operators see to every client and party, but not to themselves";

    public static void MapSwitches(this IEndpointRouteBuilder routes)
    {
        var clients = routes.MapGroup("/api/v1/clients").WithTags("Operators").Only("operator", Ownership);
        clients.MapGet("{id}", (string id, Api api, CancellationToken ct) => Read(Client(id), api, ct)).Reads<SwitchView>("readClient", "Read whether a client may call");
        clients.MapPatch("{id}", (string id, Api api, SwitchBook book, CancellationToken ct) => Set(Client(id), api, book, ct)).Does<SwitchBody, SwitchView>("changeClient", "Switch a client off or on: its tokens count no more, on every node within a second");
        routes.MapPatch("/api/v1/parties/{id}", (string id, Api api, SwitchBook book, CancellationToken ct) => Set(Party(id), api, book, ct)).WithTags("Operators").Only("operator", Ownership)
            .Does<SwitchBody, SwitchView>("changeParty", "Switch an employer, worker or authority off or on: no client of it may call, on every node within a second");
    }

    private static async Task<IResult> Read(CallerName? caller, Api api, CancellationToken ct) => caller is { } known ? api.Ok(await Grain(api).Read(known, ct)) : CallerProblems.Unknown.Result();

    private static Task<IResult> Set(CallerName? caller, Api api, SwitchBook book, CancellationToken ct) => api.Command<SwitchBody>(async (body, context) =>
    {
        if (caller is not { } known) return CallerProblems.Unknown.Result();
        var errors = new FieldErrors();
        errors.RequirePresent(body.Active, "/active");
        if (!errors.IsEmpty) return CallerProblems.Invalid.At(errors.All).Result();
        var outcome = await Grain(api).Set(new(known, body.Active!.Value), context, ct);
        // Here at once; the other nodes look each second.
        await book.Refresh(ct);
        return api.Ok(outcome);
    });

    // The issuer may be another's: whether there is such a client is not known here, and one that will come may be off already.
    private static CallerName? Client(string id) => CallerName.IsId(id) ? CallerName.Client(id) : null;

    private static CallerName? Party(string id) =>
        EntityId.TryParse<EmployerId>(id, out _) || EntityId.TryParse<WorkerId>(id, out _) || AuthorityNames.Exists(id) ? CallerName.Party(id) : null;

    private static ISwitchesGrain Grain(Api api) => api.Grains.GetGrain<ISwitchesGrain>(SwitchBook.Stream.Value);
}
