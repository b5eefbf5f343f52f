using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Schemes;

/// <summary>The law as data, for everybody.</summary>
internal static class SchemeEndpoints
{
    public static void MapSchemes(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/schemes").WithTags("Schemes").Public();
        group.MapGet("", List).Reads<IReadOnlyList<Scheme>>("listSchemes", "List every version of every scheme, or those of a status or a version");
        group.MapGet("{id}", Read).Reads<Scheme>("readScheme", "Read a version of a scheme; the newest when none is named");
        group.MapGet("{id}/definition", Definition).Reads<JsonObject>("readSchemeDefinition", "Read a version of a scheme as it is written: with every member, ready to be changed and sent back");
        var law = routes.MapGroup("/api/v1/schemes").WithTags("Operators").Only("operator", "operators see to the law; no one of them alone");
        law.MapGet("{id}/activation", ReadActivation).Reads<SchemeActivation>("readActivation", "Read which version of a scheme waits for a second operator, or came last");
        law.MapPut("{id}", Activate).Does<JsonObject, SchemeActivation>("activateScheme", "Activate a version of a scheme: it takes effect when a second operator sends the same; If-Match is the ETag of its activation, or *").Produces<SchemeActivation>(StatusCodes.Status202Accepted, "application/json").Refuses(428);
        routes.MapGet("/api/v1/scheme-language", () => TypedResults.Json(SchemeReader.JsonSchema, contentType: "application/json"))
            .WithTags("Schemes").Public().Reads<JsonObject>("readSchemeLanguage", "Read the shape of a scheme definition: JSON Schema 2020-12");
    }

    private static IResult List(string? status, string? version, SchemeCatalog schemes)
    {
        if (status is not null && Enum.GetValues<SchemeStatus>().All(known => WireName.Of(known) != status))
            return CommandProblems.BadQuery.Because($"status is one of: {string.Join(", ", Enum.GetValues<SchemeStatus>().Select(known => WireName.Of(known)))}").Result();
        var found = schemes.All.Where(scheme => (status is null || WireName.Of(scheme.Status) == status) && (version is null || scheme.Version == version));
        return TypedResults.Json<IReadOnlyList<Scheme>>([.. found], WireJson.Out);
    }

    // Read by everybody, so from memory alone; the version for a change is that of the activation.
    private static IResult Read(string id, string? version, SchemeCatalog schemes) =>
        (version is null ? schemes.Newest(id) : schemes.Find(id, version)) is { } scheme ? TypedResults.Json(scheme, WireJson.Out) : SchemeProblems.Unknown.Result();

    private static IResult Definition(string id, string? version, SchemeCatalog schemes) =>
        (version is null ? schemes.Newest(id) : schemes.Find(id, version)) is { } scheme ? TypedResults.Text(SchemeReader.Write(scheme), "application/json") : SchemeProblems.Unknown.Result();

    private static async Task<IResult> ReadActivation(string id, Api api, CancellationToken ct) => api.Ok(await Grain(api, id).Read(api.Now, ct));

    private static Task<IResult> Activate(string id, Api api, AccessMatrix matrix, CancellationToken ct) => api.Change<SchemeText>(async (body, context) =>
    {
        // What is no definition is told as such, whatever version the caller has seen.
        if (SchemeReader.Read(Encoding.UTF8.GetBytes(body.Text), matrix).Errors is { IsEmpty: false } faults) return SchemeProblems.Invalid.At(faults.All).Result();
        var outcome = await Grain(api, id).Activate(new(body.Text), context, ct);
        return outcome.Value is { View.Status: SchemeActivation.AwaitingSecond } waiting ? api.Waits(waiting) : api.Ok(outcome);
    });

    private static ISchemeGrain Grain(Api api, string id) => api.Grains.GetGrain<ISchemeGrain>(SchemeBook.Stream(id).Value);
}
