using SingleWindow.Core.Applications;

namespace SingleWindow.Core.Documents;

/// <summary>What the timeline says about documents. No names, no codes.</summary>
internal static class DocumentWords
{
    public static string? Tell(Moment moment) => moment.Code switch
    {
        "document-added" => "A document was uploaded.",
        "document-clean" => "A document has been scanned and can be read by the authorities.",
        "document-infected" => "A document carried malware and was destroyed. Please upload a clean copy.",
        "document-deleted" => "An uploaded document was deleted.",
        "documents-destroyed" => "The time for which the documents are kept is over. They have been destroyed.",
        _ => null,
    };
}
