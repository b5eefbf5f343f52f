using System.Collections.Immutable;
using System.Diagnostics;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

public abstract partial record ApplicationEvent
{
    /// <summary>What can happen to the documents of an application.</summary>
    public abstract record OfDocument : ApplicationEvent
    {
        private OfDocument() { }

        /// <summary>The applicant uploaded a document; its content is durable. <c>Side</c>: which of the two, where there are two.</summary>
        [EventName("application.document-added", 1)]
        public sealed record Added(DocumentId Document, string Type, string MediaType, long Size, string Sha256, [Personal] string? FileName, DateTimeOffset At, ApplicantSide? Side = null) : OfDocument;

        /// <summary>The scanner answered: clean, infected or scan-failed; or, when so said, the installation wants no scan.</summary>
        [EventName("application.document-scanned", 1)]
        public sealed record Scanned(DocumentId Document, DocumentStatus Result, DateTimeOffset At, bool? Unscanned = null) : OfDocument;

        /// <summary>The applicant took a document back.</summary>
        [EventName("application.document-deleted", 1)]
        public sealed record Deleted(DocumentId Document, DateTimeOffset At) : OfDocument;

        /// <summary>The retention of these documents is over.</summary>
        [EventName("application.documents-destroyed", 1)]
        public sealed record Destroyed(IReadOnlyList<DocumentId> Documents, DateTimeOffset At) : OfDocument;
    }
}

public abstract partial record ApplicationCommand
{
    /// <summary>What can be asked about the documents of an application.</summary>
    [GenerateSerializer, Immutable]
    public abstract record OfDocument : ApplicationCommand
    {
        private OfDocument() { }

        /// <summary>Add a document whose content is durable already.</summary>
        /// <param name="Document">The document.</param>
        /// <param name="Type">Evidence type of the scheme, or other.</param>
        /// <param name="MediaType">As the content shows.</param>
        /// <param name="Size">Bytes.</param>
        /// <param name="Sha256">Of the content.</param>
        /// <param name="FileName">As the applicant calls it.</param>
        /// <param name="Unscanned">True when the installation wants no scan.</param>
        [GenerateSerializer, Immutable]
        public sealed record Add(DocumentId Document, string Type, string MediaType, long Size, string Sha256, string? FileName, bool Unscanned) : OfDocument;

        /// <summary>Take a document back.</summary>
        [GenerateSerializer, Immutable]
        public sealed record Delete(DocumentId Document) : OfDocument;

        /// <summary>The scanner has answered.</summary>
        [GenerateSerializer, Immutable]
        public sealed record Scan(DocumentId Document, DocumentStatus Result) : OfDocument;
    }
}

public sealed partial record Application
{
    /// <summary>What was uploaded, oldest first; also what is gone.</summary>
    public ImmutableList<Document> Documents { get; private init; } = [];

    /// <summary>The document with this id, or null.</summary>
    public Document? Document(DocumentId id) => Documents.Find(document => document.Id == id);

    private Application After(ApplicationEvent.OfDocument happened) => happened switch
    {
        ApplicationEvent.OfDocument.Added e => Told(new(e.At, "document-added")) with
        {
            // Before the claim there is the employer alone. Older uploads after it do not say whose they are: then they are the worker's, who files where there is a claim.
            Documents = Documents.Add(new(e.Document, e.Type, e.MediaType, e.Size, e.Sha256, e.FileName, e.At, DocumentStatus.Quarantined, e.Side ?? (HasTwoSides ? ApplicantSide.Worker : ApplicantSide.Employer))),
        },
        ApplicationEvent.OfDocument.Scanned e => Told(Moment(e)).With(e.Document, e.Result).JudgeUploads(e.Document),
        ApplicationEvent.OfDocument.Deleted e => Told(new(e.At, "document-deleted")).With(e.Document, DocumentStatus.Deleted).JudgeUploads(e.Document),
        ApplicationEvent.OfDocument.Destroyed e => e.Documents.Aggregate(Told(new(e.At, "documents-destroyed")), (app, document) => app.With(document, DocumentStatus.Destroyed)),
        _ => throw new UnreachableException(),
    };

    private Application With(DocumentId id, DocumentStatus status) =>
        this with { Documents = Documents.ConvertAll(document => document.Id == id ? document with { Status = status } : document) };

    // What an upload proves follows its document: missing in quarantine, met once it is clean, missing again when it is gone.
    private Application JudgeUploads(DocumentId changed) => Document(changed) is not { } document ? this : this with
    {
        Evidence = [.. Evidence.Select(item => item.Source == "upload" && item.Type == document.Type ? item with { Result = Uploaded(item.Type) } : item)],
    };

    /// <summary>What the uploads of an evidence type prove.</summary>
    public EvidenceResult Uploaded(string type) => Documents.Exists(document => document.Type == type && document.Status == DocumentStatus.Clean) ? EvidenceResult.Met : EvidenceResult.Missing;

    private static Moment? Moment(ApplicationEvent.OfDocument.Scanned e) => e.Result switch
    {
        DocumentStatus.Clean when e.Unscanned is not true => new(e.At, "document-clean"),
        DocumentStatus.Infected => new(e.At, "document-infected"),
        _ => null,
    };
}
