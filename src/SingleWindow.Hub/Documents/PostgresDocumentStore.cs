using SingleWindow.Core.Documents;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Documents;

/// <summary>The content of documents of many nodes, in a schema of its own.</summary>
internal sealed class PostgresDocumentStore(PostgresTarget target, ClusterNode? node = null) : IDocumentStore, IAsyncDisposable
{
    private readonly PostgresDatabase database = new(target, "documents", "-c synchronous_commit=on", node: node);

    public Task Begin(DocumentId document, ApplicationId application, CancellationToken ct) =>
        database.Execute([("insert into documents (id, application, node) values ($1, $2, $3)", [document.ToString(), application.ToString(), node?.Name])], ct);

    public async Task Write(DocumentId document, int number, byte[] piece, CancellationToken ct)
    {
        // Only while it is there, and a deletion waits for it: an upload that goes on after its deletion must leave nothing behind.
        const string Piece = "insert into chunks (document, number, bytes) select id, $2, $3 from documents where id = $1 for key share";
        if (await database.Execute([(Piece, [document.ToString(), number, piece])], ct) == 0) throw new InvalidOperationException("The document was deleted while it was written.");
    }

    public async ValueTask<byte[]?> Read(DocumentId document, int number, CancellationToken ct)
    {
        var found = await database.Query("select bytes from chunks where document = $1 and number = $2", row => row.Bytes(0), [document.ToString(), number], ct);
        return found is [var piece] ? piece : null;
    }

    public Task Confirm(DocumentId document, CancellationToken ct) => database.Execute([("update documents set confirmed = 1 where id = $1", [document.ToString()])], ct);

    public Task Delete(DocumentId document, CancellationToken ct) => database.Execute([("delete from documents where id = $1", [document.ToString()])], ct);

    public ValueTask<IReadOnlyList<(DocumentId Document, ApplicationId Application)>> Unconfirmed(CancellationToken ct) => Ids("select id, application from documents where confirmed = 0", ct);

    public ValueTask<IReadOnlyList<(DocumentId Document, ApplicationId Application)>> Left(CancellationToken ct) =>
        Ids($"select id, application from documents where confirmed = 0 and {ClusterNode.IsGone}", ct);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private ValueTask<IReadOnlyList<(DocumentId Document, ApplicationId Application)>> Ids(string sql, CancellationToken ct) =>
        database.Query(sql, row => (EntityId.Parse<DocumentId>(row.Text(0)), EntityId.Parse<ApplicationId>(row.Text(1))), [], ct);
}
