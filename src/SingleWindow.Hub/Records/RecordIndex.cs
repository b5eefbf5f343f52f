using SingleWindow.Core.Records;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>Finds records by the person or employer whom they are about; both are blind indexes here.</summary>
internal sealed class RecordIndex : IProjection
{
    public string Name => "records";

    public int Revision => 4;

    public IReadOnlyList<string> Tables => ["records"];

    public string Schema => """
        CREATE TABLE records (id TEXT PRIMARY KEY, type TEXT NOT NULL, owner TEXT NOT NULL, employer_key TEXT, person_key TEXT, day TEXT NOT NULL, position BIGINT NOT NULL);
        CREATE INDEX records_by_employer ON records (employer_key, type, day, position);
        CREATE INDEX records_by_person ON records (person_key, type, day, position);
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        if (happened.Event is RecordEvent.Published e)
            await views.Execute("""
                INSERT INTO records (id, type, owner, employer_key, day, position, person_key) VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (id) DO UPDATE SET employer_key = excluded.employer_key, day = excluded.day, person_key = excluded.person_key, position = excluded.position
                """, e.Record.ToString(), e.Type, e.Owner, e.EmployerKey, e.Day?.ToString("yyyy-MM-dd") ?? "", happened.Position, e.PersonKey);
    }
}
