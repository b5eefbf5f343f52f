using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Batches;

/// <summary>What became of every row, as CSV; written as it is read.</summary>
internal sealed class BatchReport(BatchId batch, BatchRows rows) : IResult
{
    private const int RowsAtOnce = 500;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var ct = httpContext.RequestAborted;
        CsvFile.Begin(httpContext.Response, $"{batch}.csv");
        var text = new StringBuilder(CsvText.ByteOrderMark).Append(CsvText.Row("row", "reference", "status", "application", "code", "title", "members"));
        for (var after = 0; ;)
        {
            // Destroyed meanwhile: what is left is nothing.
            var next = await rows.Read(batch, null, after, RowsAtOnce, ct) ?? [];
            foreach (var row in next) text.Append(Line(row));
            await httpContext.Response.WriteAsync(text.ToString(), ct);
            if (next.Count < RowsAtOnce) return;
            text.Clear();
            after = next[^1].Row;
        }
    }

    /// <summary>The line of one row.</summary>
    public static string Line(BatchRow row) => CsvText.Row(
        row.Row.ToString(CultureInfo.InvariantCulture), row.Reference, WireName.Of(row.Status), row.Application?.ToString(), row.Problem?.Code, Said(row.Problem),
        string.Join(' ', row.Problem?.Errors.Select(error => $"{error.Pointer} {error.Code}: {error.Detail}") ?? []));

    private static string? Said(Problem? problem) => problem?.Detail is { } detail ? $"{problem.Title}. {detail}" : problem?.Title;
}

/// <summary>A CSV on the wire: a file to keep, in UTF-8, that no proxy keeps.</summary>
internal static class CsvFile
{
    public const string MediaType = "text/csv";

    public static void Begin(HttpResponse response, string name)
    {
        response.ContentType = MediaType + "; charset=utf-8; header=present";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
    }
}
