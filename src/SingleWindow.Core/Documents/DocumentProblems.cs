using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Documents;

/// <summary>Refusals about documents. Codes are never used again for another meaning.</summary>
public static class DocumentProblems
{
    /// <summary>Unknown, of another application, or not the caller's: they look the same.</summary>
    public static readonly Problem Unknown = new("DOC-00001", 404, "There is no such document");

    /// <summary>The declared type is none that is taken.</summary>
    public static readonly Problem MediaType = new("DOC-00002", 415, "Documents are application/pdf, image/jpeg, image/png or application/vnd.etsi.asic-e+zip");

    /// <summary>A type that lies.</summary>
    public static readonly Problem NotThatType = new("DOC-00003", 422, "The content is not of the type that it is declared to be");

    /// <summary>Nothing was sent.</summary>
    public static readonly Problem Empty = new("DOC-00004", 422, "The document is empty");

    /// <summary>A container that would burst, hides another one, or names places outside itself.</summary>
    public static readonly Problem UnsafeContainer = new("DOC-00005", 422, "The container is damaged or too large inside, holds another archive, or names places outside itself");

    /// <summary>Nobody could read it, and no scanner could look inside.</summary>
    public static readonly Problem Encrypted = new("DOC-00006", 422, "The document is encrypted; send it without a password");

    /// <summary>The scanner has not answered.</summary>
    public static readonly Problem Quarantined = new("DOC-00007", 409, "The document is in quarantine until it has been scanned");

    /// <summary>The content was destroyed.</summary>
    public static readonly Problem Gone = new("DOC-00008", 409, "The content of the document has been destroyed");

    /// <summary>The application has as many as it may have.</summary>
    public static readonly Problem TooMany = new("DOC-00009", 409, "The application has as many documents as it may have");

    /// <summary>It proves nothing that the scheme asks for.</summary>
    public static readonly Problem UnknownType = new("DOC-00010", 422, "The type is an evidence type of the scheme, or 'other'");

    /// <summary>A name with a path or with characters that deceive.</summary>
    public static readonly Problem FileName = new("DOC-00011", 422, "The file name is a plain name of at most 200 characters, without a path");

    /// <summary>What an authority may rely on stays.</summary>
    public static readonly Problem Kept = new("DOC-00012", 409, "A document can be deleted while the application is a draft or information is asked for");

    /// <summary>Of an application with two sides each proves what is its own.</summary>
    public static readonly Problem OtherSide = new("DOC-00013", 409, "Documents of this type are the other side's");

    /// <summary>Of an application with two sides each reads what it uploaded and what is about it.</summary>
    public static readonly Problem NotForYou = new("DOC-00014", 403, "The other side uploaded this document, and it is not about you");
}
