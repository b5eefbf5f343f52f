using SingleWindow.Core.Applications;
using SingleWindow.Core.Documents;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Documents;

/// <summary>Which documents wait for the scanner: they are found again whenever one is configured.</summary>
internal sealed class Quarantine : IProjection
{
    public string Name => "document-quarantine";

    public IReadOnlyList<Type> Follows => [typeof(ApplicationEvent.OfDocument)];

    public int Revision => 1;

    public IReadOnlyList<string> Tables => ["quarantine"];

    public string Schema => """
        CREATE TABLE quarantine (document TEXT PRIMARY KEY, application TEXT NOT NULL, size BIGINT NOT NULL, position BIGINT NOT NULL);
        CREATE INDEX quarantine_by_position ON quarantine (position);
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        switch (happened.Event)
        {
            case ApplicationEvent.OfDocument.Added e:
                await views.Execute("INSERT INTO quarantine (document, application, size, position) VALUES ($1, $2, $3, $4)", e.Document.ToString(), happened.Stream.Value, e.Size, happened.Position);
                break;
            case ApplicationEvent.OfDocument.Scanned { Result: not DocumentStatus.ScanFailed } e:
                await Leave(views, e.Document);
                break;
            case ApplicationEvent.OfDocument.Deleted e:
                await Leave(views, e.Document);
                break;
            case ApplicationEvent.OfDocument.Destroyed e:
                foreach (var document in e.Documents) await Leave(views, document);
                break;
        }
    }

    private static async ValueTask Leave(IViewWriter views, DocumentId document) => await views.Execute("DELETE FROM quarantine WHERE document = $1", document.ToString());
}
