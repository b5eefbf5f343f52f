using Microsoft.Extensions.Logging;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Documents;

/// <summary>The content of documents on a single machine, in a file of its own: backups of events stay small, and content is destroyed without touching them.</summary>
internal sealed class SqliteDocumentStore : IDocumentStore, IDisposable
{
    private const string Pragmas = "pragma synchronous=full; pragma secure_delete=on; pragma wal_autocheckpoint=1000;";

    private readonly FileStream claim;
    private readonly SqliteReadPool readers;
    private readonly SqliteDocumentWriter writer;

    public SqliteDocumentStore(string path, ILogger<SqliteDocumentStore> logger)
    {
        var file = new SqliteFile(path, "documents", Pragmas);
        claim = file.Claim();
        readers = new(file);
        writer = new(file, logger);
    }

    public Task Begin(DocumentId document, ApplicationId application, CancellationToken ct) => writer.Submit(new DocumentWork.Begin(document, application), ct);

    public async Task Write(DocumentId document, int number, byte[] piece, CancellationToken ct)
    {
        if (!await writer.Submit(new DocumentWork.Piece(document, number, piece), ct)) throw new InvalidOperationException("The document was deleted while it was written.");
    }

    public ValueTask<byte[]?> Read(DocumentId document, int number, CancellationToken ct) => ValueTask.FromResult(readers.Read(session =>
    {
        using var row = session.Prepare("select bytes from chunks where document = ?1 and number = ?2").Bind(1, document.ToString()).Bind(2, number);
        return row.Step() ? row.Blob(0) : null;
    }));

    public Task Confirm(DocumentId document, CancellationToken ct) => writer.Submit(new DocumentWork.Confirm(document), ct);

    public Task Delete(DocumentId document, CancellationToken ct) => writer.Submit(new DocumentWork.Delete(document), ct);

    public ValueTask<IReadOnlyList<(DocumentId Document, ApplicationId Application)>> Unconfirmed(CancellationToken ct) => ValueTask.FromResult(readers.Read(session =>
    {
        using var rows = session.Prepare("select id, application from documents where confirmed = 0");
        var found = new List<(DocumentId, ApplicationId)>();
        while (rows.Step()) found.Add((EntityId.Parse<DocumentId>(rows.Text(0)), EntityId.Parse<ApplicationId>(rows.Text(1))));
        return (IReadOnlyList<(DocumentId, ApplicationId)>)found;
    }));

    public void Dispose()
    {
        writer.Dispose();
        readers.Dispose();
        claim.Dispose();
    }
}
