using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Http;

/// <summary>A refusal on the wire: RFC 9457 with our stable code, the trace id, and JSON pointers to what is wrong.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        await JsonSerializer.SerializeAsync(response.Body, ProblemDocument.Of(problem, httpContext), ProblemJson.Default.ProblemDocument, httpContext.RequestAborted);
    }
}

/// <summary>The body of a refusal (RFC 9457).</summary>
/// <param name="Type">A URI that identifies the code.</param>
/// <param name="Title">The same sentence for every occurrence of the code.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code, such as <c>APP-00003</c>.</param>
/// <param name="Detail">What is particular to this occurrence.</param>
/// <param name="TraceId">For finding the request in logs and traces.</param>
/// <param name="Errors">The members of the request that are wrong, the first hundred of them.</param>
public sealed record ProblemDocument(string Type, string Title, int Status, string Code, string? Detail, string TraceId, IReadOnlyList<FieldError>? Errors)
{
    private const int MaxErrors = 100;

    internal static ProblemDocument Of(Problem problem, HttpContext http) => new(
        $"urn:singlewindow:problem:{problem.Code}", problem.Title, problem.Status, problem.Code, problem.Detail,
        Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier, problem.Errors.Count == 0 ? null : [.. problem.Errors.Take(MaxErrors)]);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemDocument))]
internal sealed partial class ProblemJson : JsonSerializerContext;

internal static class ProblemResults
{
    public static IResult Result(this Problem problem) => new ProblemResult(problem);
}
