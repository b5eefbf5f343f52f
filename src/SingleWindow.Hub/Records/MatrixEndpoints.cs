using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Records;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Records;

/// <summary>A version of the access matrix: all its rows.</summary>
/// <param name="Rows">Every row; what is not listed is denied.</param>
public sealed record MatrixBody(IReadOnlyList<AccessRow>? Rows);

/// <summary>Who may see what, for operators; no one of them alone changes it.</summary>
internal static class MatrixEndpoints
{
    public static void MapAccessMatrix(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/access-matrix").WithTags("Operators").Only("operator", "operators see to the law; no one of them alone");
        group.MapGet("", (AccessMatrix matrix) => TypedResults.Json(new MatrixDocument(matrix.All, matrix.Version), WireJson.Out)).Reads<MatrixDocument>("readAccessMatrix", "Read the version of the access matrix that is in force");
        group.MapGet("activation", async (Api api, CancellationToken ct) => api.Ok(await Grain(api).Read(api.Now, ct)))
            .Reads<MatrixActivation>("readMatrixActivation", "Read which version waits for a second operator or came last, and who gains and loses what by it");
        group.MapPut("", Activate).Does<MatrixBody, MatrixActivation>("activateAccessMatrix", "Put a version of the access matrix in force when a second operator sends the same; If-Match is the ETag of its activation, or *")
            .Produces<MatrixActivation>(StatusCodes.Status202Accepted, "application/json").Refuses(428);
    }

    private static Task<IResult> Activate(Api api, CancellationToken ct) => api.Change<MatrixBody>(async (body, context) =>
    {
        var document = AccessRowJson.Write(body.Rows ?? []);
        // What is no matrix is told as such, whatever version the caller has seen.
        if (MatrixLaw.Fault(document) is { } fault) return fault.Result();
        var outcome = await Grain(api).Activate(new(document), context, ct);
        return outcome.Value is { View.Status: MatrixActivation.AwaitingSecond } waiting ? api.Waits(waiting) : api.Ok(outcome);
    });

    private static IAccessMatrixGrain Grain(Api api) => api.Grains.GetGrain<IAccessMatrixGrain>(MatrixBook.Stream.Value);
}
