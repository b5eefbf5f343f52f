using System.Security.Cryptography;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Documents;

/// <summary>Takes content in as it streams, and gives it out again. Each document has a key of its own, so that each can be destroyed by itself, also in backups.</summary>
internal sealed class DocumentContents(IDocumentStore store, IKeyVault keys)
{
    /// <summary>What was taken in, or why not.</summary>
    public sealed record Taken(long Size, string Sha256, Problem? Problem = null);

    /// <summary>
    /// Writes the content, hashed, looked at and sealed piece by piece; durable on return. What ends otherwise than well leaves nothing, and what has no key yet nothing to destroy.
    /// </summary>
    public async Task<Taken> Write(DocumentId document, ApplicationId application, Stream body, string mediaType, long limit, CancellationToken ct)
    {
        var current = new byte[ContentPieces.Size];
        var have = await body.ReadAtLeastAsync(current, ContentPieces.Size, throwOnEndOfStream: false, ct);
        if (have == 0) return Refused(DocumentProblems.Empty);
        if (!MediaTypes.Begins(mediaType, current.AsSpan(0, have))) return Refused(DocumentProblems.NotThatType);

        var well = false;
        try
        {
            var taken = await Write(document, application, body, mediaType, limit, current, have, ct);
            well = taken.Problem is null;
            return taken;
        }
        finally
        {
            if (!well) await Destroy(document, CancellationToken.None);
        }
    }

    /// <summary>The content; null when its key was destroyed.</summary>
    public async ValueTask<ContentStream?> Open(DocumentId document, long size, CancellationToken ct) =>
        await keys.Find(Key(document), ct) is { } key ? new ContentStream(store, document, key, size) : null;

    /// <summary>Destroys key and content for ever; harmless when repeated.</summary>
    public async Task Destroy(DocumentId document, CancellationToken ct)
    {
        await keys.Destroy(document.ToString(), null, ct);
        await store.Delete(document, ct);
    }

    private async Task<Taken> Write(DocumentId document, ApplicationId application, Stream body, string mediaType, long limit, byte[] current, int have, CancellationToken ct)
    {
        var next = new byte[ContentPieces.Size];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var encryption = new EncryptedPdf();
        var key = (await keys.GetOrCreate([Key(document)], ct))[0];
        await store.Begin(document, application, ct);
        var size = 0L;
        for (var number = 0; have > 0; number++)
        {
            size += have;
            if (size > limit) return Refused(CommandProblems.TooLarge);
            hash.AppendData(current, 0, have);
            if (mediaType == MediaTypes.Pdf && encryption.IsIn(current.AsSpan(0, have))) return Refused(DocumentProblems.Encrypted);
            var more = have < ContentPieces.Size ? 0 : await body.ReadAtLeastAsync(next, ContentPieces.Size, throwOnEndOfStream: false, ct);
            await store.Write(document, number, AesGcmBox.Seal(key, current.AsSpan(0, have), ContentPieces.Place(document, number, last: more == 0)), ct);
            (current, next, have) = (next, current, more);
        }
        if (mediaType == MediaTypes.AsicE && await Container.WhyNot(new ContentStream(store, document, key, size), ct) is { } unsafeInside) return Refused(unsafeInside);
        return new(size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static KeyRef Key(DocumentId document) => new(document.ToString(), "document");

    private static Taken Refused(Problem problem) => new(0, "", problem);
}
