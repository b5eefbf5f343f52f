using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SingleWindow.Hub.Http;

/// <summary>What OpenAPI says about an endpoint, in one line where it is mapped.</summary>
internal static class Operations
{
    private const string Problem = "application/problem+json";

    /// <summary>An operation that reads.</summary>
    public static RouteHandlerBuilder Reads<TAnswer>(this RouteHandlerBuilder builder, string id, string summary) =>
        builder.WithName(id).WithSummary(summary).Produces<TAnswer>(StatusCodes.Status200OK, "application/json").Refuses(400, 404, 429);

    /// <summary>An operation that changes something: it takes a body and an <c>Idempotency-Key</c>.</summary>
    public static RouteHandlerBuilder Does<TBody, TAnswer>(this RouteHandlerBuilder builder, string id, string summary, int success = StatusCodes.Status200OK) where TBody : notnull =>
        builder.WithName(id).WithSummary(summary).Accepts<TBody>("application/json").Produces<TAnswer>(success, "application/json").Refuses(400, 404, 409, 413, 415, 422, 429, 503);

    /// <summary>The refusals that it may answer with.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder builder, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) builder.Produces<ProblemDocument>(status, Problem);
        return builder;
    }
}
