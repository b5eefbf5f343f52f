using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SingleWindow.Core.Records;

namespace SingleWindow.Gateway.Requests;

/// <summary>
/// Refuses an announced body that is too large before any of it is read; Kestrel counts the ones that are not announced. Documents of an application, batches and streams of records may be
/// larger than all else: the hub, which counts them, says when one that is not announced goes too far, so Kestrel leaves it some room for that.
/// </summary>
internal sealed class BodyLimit(long bytes, long documentBytes, long batchBytes)
{
    private const long Room = 1024 * 1024;

    public Task Check(HttpContext context, RequestDelegate next)
    {
        long? large = IsDocument(context.Request) ? documentBytes : IsBatch(context.Request) ? batchBytes : IsStream(context.Request) ? RecordStreamLimits.Bytes : null;
        var limit = large ?? bytes;
        if (context.Request.ContentLength > limit) return context.Write(GatewayProblems.BodyTooLarge.Because($"At most {limit} bytes."));
        if (large is not null && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } kestrel) kestrel.MaxRequestBodySize = limit + Room;
        return next(context);
    }

    internal static bool IsDocument(HttpRequest request) => Posted(request) is [var applications, { Length: > 0 }, var documents] && Is(applications, "applications") && Is(documents, "documents");

    internal static bool IsBatch(HttpRequest request) => Posted(request) is [var batches] && Is(batches, "batches");

    // What stands behind /api/v1/ in the path.
    private static string[] Posted(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.Value?.Trim('/').Split('/') is [var api, var version, .. var rest] && Is(api, "api") && Is(version, "v1") ? rest : [];

    internal static bool IsStream(HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-ndjson", StringComparison.OrdinalIgnoreCase) is true && Posted(request) is [var records, { Length: > 0 }] && Is(records, "records");

    private static bool Is(string segment, string word) => segment.Equals(word, StringComparison.OrdinalIgnoreCase);
}
