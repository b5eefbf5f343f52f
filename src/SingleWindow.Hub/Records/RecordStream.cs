using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Http;
using Body = SingleWindow.Hub.Http.RequestBody<System.Collections.Generic.Dictionary<string, System.Text.Json.JsonElement>>;

namespace SingleWindow.Hub.Records;

/// <summary>
/// Takes in a stream of rows, each an entry of a register. The body is read to its end and only then answered: who does not read while he writes would wait for us for ever, and we
/// for him. Meanwhile results wait in a file, and only so many rows are held as are being taken in.
/// </summary>
internal sealed partial class RecordStream(RecordPublisher publisher, IGrainFactory grains, ILogger<RecordStream> logger)
{
    public const string MediaType = "application/x-ndjson";

    // Enough for one commit to carry many rows, and not so many that others wait behind them.
    private const int MostRowsAtOnce = 64, MostStreamsAtOnce = 8;

    private int running;

    /// <summary>True when the body says that it is a stream of rows.</summary>
    public static bool IsMeant(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase);

    public async Task<IResult> Take(RecordType type, HttpRequest request, CommandContext context)
    {
        if (MediaTypeHeaderValue.Parse(request.ContentType!).Encoding is { } encoding && encoding.WebName != "utf-8") return CommandProblems.NotJson.Result();
        if (request.ContentLength > RecordStreamLimits.Bytes) return CommandProblems.TooLarge.Because($"At most {RecordStreamLimits.Bytes} bytes.").Result();
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } kestrel) kestrel.MaxRequestBodySize = RecordStreamLimits.Bytes;
        try
        {
            if (Interlocked.Increment(ref running) > MostStreamsAtOnce)
            {
                request.HttpContext.Response.Headers.RetryAfter = "5";
                return CommandProblems.TooMany.Result();
            }
            var secret = await Body.Secret(request, request.HttpContext.RequestAborted);
            return await TakeAll(type, new(request.BodyReader, RecordStreamLimits.RowBytes), secret, context, request.HttpContext.RequestAborted);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    private async Task<IResult> TakeAll(RecordType type, RowReader rows, byte[] secret, CommandContext context, CancellationToken ct)
    {
        var spool = new FileBufferingWriteStream();
        var window = new RowWindow(MostRowsAtOnce, row => spool.WriteAsync(Line(row), CancellationToken.None));
        var answered = false;
        try
        {
            for (var number = 1; await rows.Next(ct) is { } row; number++)
            {
                if (number > RecordStreamLimits.Rows)
                {
                    await window.Add(RecordRow.Of(row.Line, RecordProblems.TooManyRows));
                    await rows.Drain(ct);
                    break;
                }
                await Take(type, row, secret, context, window, ct);
            }
            answered = true;
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await window.Add(RecordRow.Of(rows.Lines + 1, CommandProblems.TooLarge.Because($"At most {RecordStreamLimits.Bytes} bytes.")));
            answered = true;
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // Who sent it has gone; the rows that came before are taken in.
        }
        finally
        {
            await window.End();
            if (!answered) await spool.DisposeAsync();
        }
        return answered ? new RowResults(spool) : CommandProblems.Malformed.Result();
    }

    private async ValueTask Take(RecordType type, Row row, byte[] secret, CommandContext context, RowWindow window, CancellationToken ct)
    {
        var body = Read(row, secret);
        var judged = body.Problem ?? await Judge(type, row.Line, JsonSerializer.SerializeToElement(body.Value, WireJson.Out), context.At, ct);
        if (judged.Value is not { } publish) await window.Add(RecordRow.Of(row.Line, judged.Problem!));
        // The line is part of the id: the same stream sent again under the same key is the same commands, also where it names one record twice.
        else await window.Add(publish.Record, () => Take(row.Line, publish, context.Part($"row/{row.Line}") with { Fingerprint = body.Fingerprint }));
    }

    private static Body Read(Row row, byte[] secret) =>
        row.Content is not { } bytes ? Body.Refused(CommandProblems.TooLarge.Because($"At most {RecordStreamLimits.RowBytes} bytes in a row."))
        : !Utf8.IsValid(bytes) ? Body.Refused(CommandProblems.Malformed.At(new FieldError("", "encoding", "The row is not UTF-8.")))
        : Body.Parse(bytes, secret);

    private async Task<Outcome<RecordCommand.Publish>> Judge(RecordType type, int row, JsonElement content, DateTimeOffset came, CancellationToken ct) =>
        await Twice(row, async () => await publisher.Judge(type, content, came, ct), ct) ?? CommandProblems.Unknown;

    private async Task<RecordRow> Take(int row, RecordCommand.Publish publish, CommandContext context) =>
        await Twice(row, async () =>
        {
            var outcome = await grains.GetGrain<IRecordGrain>(publish.Record.ToString()).Take(publish, context, CancellationToken.None);
            return outcome.Value is { } receipt ? RecordRow.Of(row, receipt) : RecordRow.Of(row, outcome.Problem!, publish.Record);
        }, CancellationToken.None) ?? RecordRow.Of(row, CommandProblems.Unknown, publish.Record);

    // A row that fails fails alone, and says so: what the others have written must be told. The command id makes a second try safe. Null: it failed twice.
    private async Task<T?> Twice<T>(int row, Func<Task<T>> attempt, CancellationToken ct) where T : class
    {
        for (var retried = false; ; retried = true)
        {
            try
            {
                return await attempt();
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                if (!retried) continue;
                LogFailed(row, failure);
                return null;
            }
        }
    }

    private static byte[] Line(RecordRow row) => [.. JsonSerializer.SerializeToUtf8Bytes(row, WireJson.Out), (byte)'\n'];

    [LoggerMessage(EventIds.RowFailed, LogLevel.Error, "Row {Row} of a stream of records failed")]
    private partial void LogFailed(int row, Exception failure);

    /// <summary>The results, once everything is known.</summary>
    private sealed class RowResults(FileBufferingWriteStream spool) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await using (spool)
            {
                httpContext.Response.ContentType = MediaType;
                await spool.DrainBufferAsync(httpContext.Response.Body, httpContext.RequestAborted);
            }
        }
    }
}
