using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Schemes;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Schemes;

/// <summary>The law as data, for everybody.</summary>
internal static class SchemeEndpoints
{
    public static void MapSchemes(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/schemes").WithTags("Schemes").Public();
        group.MapGet("", (SchemeCatalog schemes) => TypedResults.Json(schemes.All, WireJson.Out)).Reads<IReadOnlyList<Scheme>>("listSchemes", "List every version of every scheme");
        group.MapGet("{id}", (string id, SchemeCatalog schemes) =>
            schemes.Newest(id) is { } scheme ? (IResult)TypedResults.Json(scheme, WireJson.Out) : SchemeProblems.Unknown.Result()).Reads<Scheme>("readScheme", "Read the newest version of a scheme");
    }
}
