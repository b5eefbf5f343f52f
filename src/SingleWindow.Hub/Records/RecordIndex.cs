using SingleWindow.Core.Records;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>Finds records by the employer whom they are about; the employer is a blind index here.</summary>
internal sealed class RecordIndex : IProjection
{
    public string Name => "records";

    public int Revision => 3;

    public IReadOnlyList<string> Tables => ["records"];

    public string Schema => """
        CREATE TABLE records (id TEXT PRIMARY KEY, type TEXT NOT NULL, owner TEXT NOT NULL, employer_key TEXT, day TEXT NOT NULL, position BIGINT NOT NULL);
        CREATE INDEX records_by_employer ON records (employer_key, type, day, position);
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        if (happened.Event is RecordEvent.Published e)
            await views.Execute("""
                INSERT INTO records (id, type, owner, employer_key, day, position) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (id) DO UPDATE SET employer_key = excluded.employer_key, day = excluded.day, position = excluded.position
                """, e.Record.ToString(), e.Type, e.Owner, e.EmployerKey, e.Day?.ToString("yyyy-MM-dd") ?? "", happened.Position);
    }
}
