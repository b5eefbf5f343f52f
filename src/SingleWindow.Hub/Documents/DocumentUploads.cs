using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Documents;

/// <summary>Takes an upload in: the body is the file. Content is durable before its event, and an upload that ends in any other way leaves nothing.</summary>
internal sealed class DocumentUploads(DocumentContents contents, DocumentOptions options, EarlierCommands earlier, IGrainFactory grains)
{
    /// <param name="application">To which application.</param>
    /// <param name="type">What it is to prove.</param>
    /// <param name="request">Its body is the file.</param>
    /// <param name="by">The command without a fingerprint: that is known when the body has been read.</param>
    /// <param name="ct">Cancels, also when the client hangs up.</param>
    public async Task<Outcome<Versioned<DocumentView>>> Take(ApplicationId application, string type, HttpRequest request, CommandContext by, CancellationToken ct)
    {
        var app = grains.GetGrain<IApplicationGrain>(application.ToString());
        // What may not be added is refused before it is sent, unless it was added before: then it is a retry.
        var may = await app.MayAddDocument(type, by, ct);
        if (may.Problem is { } refused && await earlier.StreamOf(by, ct) is null) return refused;
        if (request.ContentLength > options.MaxBytes) return TooLarge;
        if (MediaTypeOf(request) is not { } mediaType) return DocumentProblems.MediaType;
        if (!TryFileName(request, out var fileName)) return DocumentProblems.FileName;
        // Counted here, so that the answer is ours.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = null;

        var document = EntityId.New<DocumentId>(by.At);
        var taken = await contents.Write(document, application, request.Body, mediaType, options.MaxBytes, ct);
        if (taken.Problem is { } problem) return problem == CommandProblems.TooLarge ? TooLarge : problem;
        var context = by with { Fingerprint = Fingerprint(await RequestBody<object>.Secret(request, ct), type, mediaType, fileName, taken.Sha256) };
        var command = new ApplicationCommand.OfDocument.Add(document, type, mediaType, taken.Size, taken.Sha256, fileName, options.Unscanned);
        // A failure from here on leaves open whether the event was written: what has none is found at the next start.
        // Not with the request's token: the command may be durable when the client hangs up.
        var outcome = await Representatives.Twice(request.HttpContext, context, now => app.HandleDocument(command, now, CancellationToken.None));
        // Refused, or a retry that heard of its first document.
        if (outcome.Value?.View.Id != document) await contents.Destroy(document, CancellationToken.None);
        return outcome;
    }

    private Problem TooLarge => CommandProblems.TooLarge.Because($"At most {options.MaxBytes} bytes.");

    private static string? MediaTypeOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? MediaTypes.All.FirstOrDefault(known => type.MediaType.Equals(known, StringComparison.OrdinalIgnoreCase)) : null;

    // As browsers and Altinn's storage do: attachment; filename="offer.pdf", or filename*=UTF-8''... for other letters.
    private static bool TryFileName(HttpRequest request, out string? name)
    {
        name = null;
        var header = request.Headers.ContentDisposition;
        if (header.Count == 0) return true;
        if (header.Count > 1 || !ContentDispositionHeaderValue.TryParse(header[0]!, out var parsed)) return false;
        name = parsed.FileNameStar.HasValue ? parsed.FileNameStar.Value : HeaderUtilities.RemoveQuotes(parsed.FileName).Value;
        return name is null || DocumentNames.IsPlain(name);
    }

    private static string Fingerprint(byte[] secret, string type, string mediaType, string? fileName, string sha256) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{type}\n{mediaType}\n{fileName}\n{sha256}")));
}
