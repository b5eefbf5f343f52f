using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Appeals;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Callers;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Http;

/// <summary>The answer carries an ETag.</summary>
internal sealed record Tagged;

/// <summary>The answer says where what was made can be read.</summary>
internal sealed record Located;

/// <summary>The body is a file of one of these types, or the answer is.</summary>
/// <param name="MediaTypes">What it may be.</param>
/// <param name="IsAnswer">True for the answer.</param>
/// <param name="Parameter">The query parameter that says what the body is for.</param>
/// <param name="Means">What that parameter means.</param>
/// <param name="IsNamed">True when the body may bring a name of the file.</param>
internal sealed record FileOf(IReadOnlyList<string> MediaTypes, bool IsAnswer, string? Parameter = null, string? Means = null, bool IsNamed = false);

/// <summary>The same answer can be had in another form, if the caller accepts it.</summary>
internal sealed record AlsoAs(string MediaType);

/// <summary>It takes a body and changes nothing: no key is needed.</summary>
internal sealed record Question;

/// <summary>What OpenAPI says about an endpoint, in one line where it is mapped.</summary>
internal static class Operations
{
    private const string Problem = "application/problem+json";

    private static readonly Type[] Versioned = [typeof(ApplicationView), typeof(PermitView), typeof(EmployerChangeView), typeof(EmployerView), typeof(TaskView), typeof(AppealView), typeof(WorkerFile), typeof(QuotaView), typeof(DocumentView), typeof(InvitationView), typeof(SchemeActivation), typeof(MatrixActivation), typeof(FeesView), typeof(BatchView), typeof(SwitchView), typeof(BoardView)];

    /// <summary>An operation that reads.</summary>
    public static RouteHandlerBuilder Reads<TAnswer>(this RouteHandlerBuilder builder, string id, string summary) =>
        builder.Answers<TAnswer>(id, summary, StatusCodes.Status200OK).Refuses(400);

    /// <summary>An operation that changes something: it takes a body and an <c>Idempotency-Key</c>, or <c>If-Match</c> when it is a <c>PUT</c>.</summary>
    public static RouteHandlerBuilder Does<TBody, TAnswer>(this RouteHandlerBuilder builder, string id, string summary, int success = StatusCodes.Status200OK) where TBody : notnull =>
        builder.Answers<TAnswer>(id, summary, success).Accepts<TBody>("application/json").Refuses(400, 409, 412, 413, 415, 422);

    /// <summary>An operation that reads by a body, and changes nothing.</summary>
    public static RouteHandlerBuilder Asks<TBody, TAnswer>(this RouteHandlerBuilder builder, string id, string summary) where TBody : notnull =>
        builder.Answers<TAnswer>(id, summary, StatusCodes.Status200OK).Accepts<TBody>("application/json").WithMetadata(new Question()).Refuses(400, 413, 415, 422);

    /// <summary>An operation that ends something, and shows what was ended.</summary>
    public static RouteHandlerBuilder Ends<TAnswer>(this RouteHandlerBuilder builder, string id, string summary) =>
        builder.Answers<TAnswer>(id, summary, StatusCodes.Status200OK).Refuses(400, 409);

    /// <summary>An operation that takes a file as its body.</summary>
    public static RouteHandlerBuilder Uploads<TAnswer>(this RouteHandlerBuilder builder, string id, string summary, FileOf file, int success = StatusCodes.Status201Created) =>
        builder.Answers<TAnswer>(id, summary, success).Refuses(400, 409, 412, 413, 415, 422).WithMetadata(file, new Located());

    /// <summary>An operation that answers with a file.</summary>
    public static RouteHandlerBuilder Downloads(this RouteHandlerBuilder builder, string id, string summary, IReadOnlyList<string> mediaTypes) =>
        builder.Answers<Stream>(id, summary, StatusCodes.Status200OK).Refuses(400, 409).WithMetadata(new FileOf(mediaTypes, IsAnswer: true));

    /// <summary>The refusals that it may answer with.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder builder, params int[] statuses) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata([.. statuses.Select(Refusal)]);

    private static RouteHandlerBuilder Answers<TAnswer>(this RouteHandlerBuilder builder, string id, string summary, int success)
    {
        builder.Add(endpoint =>
        {
            // Only what is named can be unknown: a list is never.
            if (((RouteEndpointBuilder)endpoint).RoutePattern.Parameters.Count > 0) endpoint.Metadata.Add(Refusal(StatusCodes.Status404NotFound));
            if (success == StatusCodes.Status201Created || Versioned.Contains(typeof(TAnswer))) endpoint.Metadata.Add(new Tagged());
        });
        return builder.WithName(id).WithSummary(summary).Produces<TAnswer>(success, "application/json").Refuses(429, 500, 503);
    }

    private static object Refusal(int status) => new ProducesResponseTypeMetadata(status, typeof(ProblemDocument), [Problem]);
}
