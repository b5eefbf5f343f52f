using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Documents;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Documents;

/// <summary>Writes pieces of several uploads in one transaction.</summary>
internal sealed class SqliteDocumentWriter : SqliteGroupWriter<DocumentWork, bool>
{
    public SqliteDocumentWriter(SqliteFile file, ILogger logger) : base(file, logger) => Start();

    protected override Judged<bool> Judge(SqliteSession session, DocumentWork work)
    {
        var id = work.Document.ToString();
        switch (work)
        {
            case DocumentWork.Begin begin:
                Run(session.Prepare("insert into documents (id, application) values (?1, ?2)").Bind(1, id).Bind(2, begin.Application.ToString()));
                return true;
            case DocumentWork.Piece piece:
                // Only while it is there: an upload that goes on after its deletion must leave nothing behind.
                using (var known = session.Prepare("select 1 from documents where id = ?1").Bind(1, id))
                    if (!known.Step()) return false;
                Run(session.Prepare("insert into chunks (document, number, bytes) values (?1, ?2, ?3)").Bind(1, id).Bind(2, piece.Number).Bind(3, piece.Bytes));
                return true;
            case DocumentWork.Confirm:
                Run(session.Prepare("update documents set confirmed = 1 where id = ?1").Bind(1, id));
                return true;
            case DocumentWork.Delete:
                Run(session.Prepare("delete from chunks where document = ?1").Bind(1, id));
                Run(session.Prepare("delete from documents where id = ?1").Bind(1, id));
                return true;
            default:
                throw new UnreachableException();
        }
    }

    private static void Run(SqliteStatement statement)
    {
        using (statement) statement.Run();
    }
}

/// <summary>One request to the writer of documents.</summary>
internal abstract record DocumentWork(DocumentId Document)
{
    public sealed record Begin(DocumentId Document, ApplicationId Application) : DocumentWork(Document);

    public sealed record Piece(DocumentId Document, int Number, byte[] Bytes) : DocumentWork(Document);

    public sealed record Confirm(DocumentId Document) : DocumentWork(Document);

    public sealed record Delete(DocumentId Document) : DocumentWork(Document);
}
