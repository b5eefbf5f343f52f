using SingleWindow.Core.Documents;

namespace SingleWindow.Hub.Documents;

/// <summary>Keeps the content of documents in sealed pieces, beside the event store. It knows nothing of keys or of what the bytes mean.</summary>
internal interface IDocumentStore
{
    /// <summary>Names a document before its first piece.</summary>
    Task Begin(DocumentId document, ApplicationId application, CancellationToken ct);

    /// <summary>Adds a piece; durable on return. Refused when the document was deleted meanwhile.</summary>
    Task Write(DocumentId document, int number, byte[] piece, CancellationToken ct);

    /// <summary>The piece with this number, or null.</summary>
    ValueTask<byte[]?> Read(DocumentId document, int number, CancellationToken ct);

    /// <summary>Notes that the event of the document is stored; harmless when repeated, or when the document is gone.</summary>
    Task Confirm(DocumentId document, CancellationToken ct);

    /// <summary>Takes all of it away; harmless when there is nothing.</summary>
    Task Delete(DocumentId document, CancellationToken ct);

    /// <summary>Documents whose event nobody has told of.</summary>
    ValueTask<IReadOnlyList<(DocumentId Document, ApplicationId Application)>> Unconfirmed(CancellationToken ct);

    /// <summary>Those of them that nobody takes in just now. Where one process is alone, that is so before the first request is served.</summary>
    ValueTask<IReadOnlyList<(DocumentId Document, ApplicationId Application)>> Left(CancellationToken ct) => Unconfirmed(ct);
}
