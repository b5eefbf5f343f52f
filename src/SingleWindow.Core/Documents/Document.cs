using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Documents;

/// <summary>What an application knows about an uploaded document; the content is elsewhere, encrypted under a key of its own.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Type">The evidence type of the scheme that it is to prove, or <c>other</c>.</param>
/// <param name="MediaType">What it is; the content was looked at.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of the content, 64 lower-case hexadecimal digits.</param>
/// <param name="FileName">As the applicant calls it; null when he did not say, and after erasure.</param>
/// <param name="AddedAt">When it was taken in.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Side">Who uploaded it.</param>
public sealed record Document(DocumentId Id, string Type, string MediaType, long Size, string Sha256, string? FileName, DateTimeOffset AddedAt, DocumentStatus Status, ApplicantSide Side)
{
    /// <summary>The type of a document that proves nothing in particular.</summary>
    public const string OtherType = "other";

    /// <summary>True while the content is there.</summary>
    public bool IsKept => Status is DocumentStatus.Quarantined or DocumentStatus.Clean or DocumentStatus.ScanFailed;

    /// <summary>Why its content is not handed out, or null.</summary>
    public Problem? CannotBeRead => Status == DocumentStatus.Clean ? null : IsKept ? DocumentProblems.Quarantined : DocumentProblems.Gone;

    /// <summary>As it is answered to who may have the content.</summary>
    public DocumentView View() => new(Id, Type, MediaType, Size, Sha256, Status, AddedAt, FileName);

    /// <summary>As it is answered to the side that may not have the content: that it is there and where it stands; to the employer, who answers for the whole, also how large it is.</summary>
    public DocumentView Outline(ApplicantSide side) => new(Id, Type, null, side == ApplicantSide.Employer ? Size : null, null, Status, AddedAt, null);

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>A document without its content.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Type">The evidence type of the scheme that it is to prove, or <c>other</c>.</param>
/// <param name="MediaType">What it is; the content was looked at. Like the next two and the name, absent when the content is for the other side.</param>
/// <param name="Size">Bytes; of the worker's documents the employer sees it too.</param>
/// <param name="Sha256">Of the content, 64 lower-case hexadecimal digits.</param>
/// <param name="Status">Where it stands; only a clean one is handed out.</param>
/// <param name="AddedAt">When it was taken in.</param>
/// <param name="FileName">As the applicant calls it.</param>
[GenerateSerializer, Immutable]
public sealed record DocumentView(DocumentId Id, string Type, string? MediaType, long? Size, string? Sha256, DocumentStatus Status, DateTimeOffset AddedAt, string? FileName)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>The documents of an application, oldest first; also those whose content is gone.</summary>
[GenerateSerializer, Immutable]
public sealed record DocumentList(IReadOnlyList<DocumentView> Items);
