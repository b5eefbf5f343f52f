using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using SingleWindow.Core.Batches;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Batches;

/// <summary>Takes a batch in as it streams, a few rows at a time. Every row is durable before the batch is acknowledged, and what ends in any other way leaves nothing.</summary>
internal sealed class BatchIntake(BatchRows rows, BatchOptions options, SchemeCatalog schemes, EarlierCommands earlier, IGrainFactory grains)
{
    /// <summary>What a batch may be.</summary>
    public static readonly IReadOnlyList<string> MediaTypes = ["application/x-ndjson", "text/csv"];

    private const int PieceSize = 64 * 1024;
    private const int RowsAtOnce = 200;
    private const int BytesAtOnce = 512 * 1024;

    /// <param name="employer">For whom.</param>
    /// <param name="scheme">Under which scheme.</param>
    /// <param name="request">Its body is the batch.</param>
    /// <param name="by">The command without a fingerprint: that is known when the body has been read.</param>
    /// <param name="ct">Cancels, also when the client hangs up.</param>
    public async Task<Outcome<Versioned<BatchView>>> Take(EmployerId employer, string scheme, HttpRequest request, CommandContext by, CancellationToken ct)
    {
        // What may not be sent is refused before it is read, unless it was taken before: then it is a retry, and hears of its first batch.
        BatchId? first = await earlier.StreamOf(by, ct) is { } made && EntityId.TryParse<BatchId>(made, out var known) ? known : null;
        if (Batch.CannotReceive(employer, scheme, by, schemes) is { } refused && (refused.Status == 404 || first is null)) return refused;
        if (MediaTypeOf(request) is not { } mediaType) return BatchProblems.MediaType;
        if (request.ContentLength > options.MaxBytes) return TooLarge;
        // Counted here, so that the answer is ours.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = null;

        var batch = first ?? EntityId.New<BatchId>(by.At);
        var reading = new Reading(new(mediaType == MediaTypes[1], BatchColumns.Of(schemes.Newest(scheme)!)), first is null ? batch : null);
        try
        {
            if (await Read(reading, request.Body, ct) is { } problem) return problem;
            var context = by with { Fingerprint = await Fingerprint($"{scheme}\n{mediaType}\n{reading.Sha256}", request, ct) };
            var command = new BatchCommand.Receive(batch, employer, scheme, reading.Reader.Rows, reading.Readable);
            // Not with the request's token: the command may be durable when the client hangs up. A failure from here on leaves open whether it is: what has no event is found at the next start.
            reading.IsKept = true;
            var outcome = await Representatives.Twice(request.HttpContext, context, now => grains.GetGrain<IBatchGrain>(batch.ToString()).Receive(command, now, CancellationToken.None));
            reading.IsKept = outcome.Problem is null;
            return outcome;
        }
        finally
        {
            if (reading is { HasWritten: true, IsKept: false }) await rows.Destroy(batch, CancellationToken.None);
        }
    }

    private Problem TooLarge => CommandProblems.TooLarge.Because($"At most {options.MaxBytes} bytes.");

    private async Task<Problem?> Read(Reading reading, Stream body, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (piece, size) = (new byte[PieceSize], 0L);
        for (var have = -1; have != 0;)
        {
            have = await body.ReadAsync(piece, ct);
            if ((size += have) > options.MaxBytes) return TooLarge;
            hash.AppendData(piece, 0, have);
            foreach (var row in have == 0 ? reading.Reader.Finish() : reading.Reader.Push(piece.AsMemory(0, have)))
                if (reading.Add(row)) await Write(reading, ct);
            if (reading.Reader.Fault is { } fault) return fault;
        }
        if (reading.Reader.Rows == 0) return BatchProblems.Empty;
        await Write(reading, ct);
        reading.Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        return null;
    }

    private async Task Write(Reading reading, CancellationToken ct)
    {
        var group = reading.Group();
        if (reading.Into is not { } batch || group.Count == 0) return;
        reading.HasWritten = true;
        await rows.Add(batch, group, ct);
    }

    private static string? MediaTypeOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && (type.Encoding is null || type.Encoding.WebName == Encoding.UTF8.WebName)
            ? MediaTypes.FirstOrDefault(known => type.MediaType.Equals(known, StringComparison.OrdinalIgnoreCase)) : null;

    private static async Task<string> Fingerprint(string text, HttpRequest request, CancellationToken ct) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(await RequestBody<BatchView>.Secret(request, ct), Encoding.UTF8.GetBytes(text)));

    /// <summary>A batch that is being read.</summary>
    /// <param name="reader">Reads it.</param>
    /// <param name="into">The batch that its rows are written to; null for a retry: they are there already.</param>
    private sealed class Reading(BatchReader reader, BatchId? into)
    {
        private List<ReadRow> group = [];
        private int bytes;

        public BatchReader Reader => reader;

        public BatchId? Into => into;

        public int Readable { get; private set; }

        public string Sha256 { get; set; } = "";

        public bool HasWritten { get; set; }

        public bool IsKept { get; set; }

        /// <summary>Takes a row; true when it is time to write.</summary>
        public bool Add(ReadRow row)
        {
            group.Add(row);
            bytes += row.Form?.Length ?? 0;
            if (row.Problem is null) Readable++;
            return group.Count >= RowsAtOnce || bytes >= BytesAtOnce;
        }

        /// <summary>What is to be written, once.</summary>
        public List<ReadRow> Group()
        {
            var full = group;
            (group, bytes) = ([], 0);
            return full;
        }
    }
}
