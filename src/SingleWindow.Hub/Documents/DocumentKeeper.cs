using SingleWindow.Core.Applications;
using SingleWindow.Core.Documents;
using SingleWindow.Hub.Feeds;

namespace SingleWindow.Hub.Documents;

/// <summary>Makes the content follow its events: confirmed when the document is known, destroyed when it is to be gone.</summary>
internal sealed class DocumentKeeper(IDocumentStore store, DocumentContents contents) : IReactor
{
    public string Name => "document-keeper";

    public IReadOnlyList<Type> Follows => [typeof(ApplicationEvent.OfDocument)];

    public async Task React(FeedEvent happened, CancellationToken ct)
    {
        if (happened.Event is ApplicationEvent.OfDocument.Added added) await store.Confirm(added.Document, ct);
        foreach (var gone in Gone(happened.Event)) await contents.Destroy(gone, ct);
    }

    private static IReadOnlyList<DocumentId> Gone(object happened) => happened switch
    {
        ApplicationEvent.OfDocument.Scanned { Result: DocumentStatus.Infected } e => [e.Document],
        ApplicationEvent.OfDocument.Deleted e => [e.Document],
        ApplicationEvent.OfDocument.Destroyed e => e.Documents,
        _ => [],
    };
}
