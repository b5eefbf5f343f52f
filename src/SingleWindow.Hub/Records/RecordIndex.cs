using SingleWindow.Core.Applications;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Records;

/// <summary>Finds records by the person or employer whom they are about, both blind indexes here; and open cases by the records that prove something for them.</summary>
internal sealed class RecordIndex(SchemeCatalog schemes) : IProjection
{
    public const string ConsumerName = "records";

    public string Name => ConsumerName;

    public IReadOnlyList<Type> Follows => [typeof(RecordEvent), typeof(ApplicationEvent), typeof(EmployerEvent.Registered), typeof(WorkerEvent)];

    // That a register holds no entry may grant a permit.
    public bool DecidesByAbsence => true;

    public int Revision => 8;

    public IReadOnlyList<string> Tables => ["records", "record_names", "declarations", "open_cases", "evidence", "corrections", "record_employers", "record_workers", "record_keys"];

    public string Schema => OpenCases.Schema + KnownPeople.Schema(OpenCases.People) + "\n" + """
        CREATE TABLE records (id TEXT PRIMARY KEY, type TEXT NOT NULL, owner TEXT NOT NULL, employer_key TEXT, person_key TEXT, day TEXT NOT NULL, version BIGINT NOT NULL, at BIGINT NOT NULL, position BIGINT NOT NULL, kept_until TEXT);
        CREATE TABLE record_names (key TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (key, record));
        CREATE INDEX record_names_by_record ON record_names (record);
        CREATE INDEX records_kept ON records (kept_until, id);
        CREATE INDEX records_by_employer ON records (employer_key, type, day, position);
        CREATE INDEX records_by_person ON records (person_key, type, day, position);
        CREATE TABLE declarations (id TEXT PRIMARY KEY, type TEXT NOT NULL, declarant TEXT NOT NULL, employer_key TEXT, person_key TEXT, day TEXT NOT NULL, version BIGINT NOT NULL, at BIGINT NOT NULL, position BIGINT NOT NULL, kept_until TEXT);
        CREATE INDEX declarations_kept ON declarations (kept_until, id);
        CREATE INDEX declarations_by_declarant ON declarations (declarant, type, position);
        CREATE INDEX declarations_by_employer ON declarations (employer_key, type, day, position);
        CREATE INDEX declarations_by_person ON declarations (person_key, type, day, position);
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        switch (happened.Event)
        {
            case RecordEvent.Published published:
                var e = published.Whole();
                await views.Execute("""
                    INSERT INTO records (id, type, owner, employer_key, day, position, person_key, kept_until, version, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                    ON CONFLICT (id) DO UPDATE SET employer_key = excluded.employer_key, day = excluded.day, person_key = excluded.person_key, position = excluded.position, kept_until = excluded.kept_until,
                      version = excluded.version, at = excluded.at
                    """, e.Record.ToString(), e.Type, e.Owner, e.EmployerKey, e.Day?.ToString("yyyy-MM-dd") ?? "", happened.Position, e.PersonKey, await Keep(views, e.Type, e.Day, e.LastDay, e.At), e.Version, e.At);
                await NameBy(views, e.Record, e.About?.OtherKeys ?? []);
                if (IsNews(e)) await views.Schedule($"{e.Record}/evidence/{e.Version}", e.At, EvidenceNews.KindName, new(e.Record.ToString()));
                break;
            // In a table of its own: what asks registers never meets a declaration.
            case RecordEvent.Declared declared:
                var said = declared.Whole();
                await views.Execute("""
                    INSERT INTO declarations (id, type, declarant, employer_key, person_key, day, version, at, position, kept_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                    ON CONFLICT (id) DO UPDATE SET employer_key = excluded.employer_key, person_key = excluded.person_key, day = excluded.day, version = excluded.version, at = excluded.at, position = excluded.position,
                      kept_until = excluded.kept_until
                    """, said.Record.ToString(), said.Type, said.By ?? "", said.EmployerKey, said.PersonKey, said.Day?.ToString("yyyy-MM-dd") ?? "", said.Version, said.At, happened.Position,
                    await Keep(views, said.Type, said.Day, said.LastDay, said.At));
                break;
            case RecordEvent.Expired gone:
                await NameBy(views, gone.Record, []);
                foreach (var table in (string[])["records", "declarations"]) await views.Execute($"DELETE FROM {table} WHERE id = $1", gone.Record.ToString());
                await views.Execute("UPDATE evidence SET record = NULL WHERE record = $1", gone.Record.ToString());
                break;
            case ApplicationEvent app: await new OpenCases(schemes, views).Apply(happened, app); break;
            case EmployerEvent.Registered employer: await views.Execute("INSERT INTO record_employers (key, employer) VALUES ($1, $2)", employer.IdentityKey, employer.Employer.ToString()); break;
            case WorkerEvent worker: await new KnownPeople(views, OpenCases.People).Learn(worker, happened.Stream.Value); break;
            default: break;
        }
    }

    // Of a register that some scheme asks: a correction; or a new entry where any entry of the register may decide.
    private bool IsNews(RecordEvent.Published e) =>
        schemes.All.Any(scheme => scheme.Evidence.Any(rule => (e.Version > 1 || rule.NeedsEveryRecord) && rule.RecordType == e.Type));

    private static async ValueTask NameBy(IViewWriter views, RecordId record, IReadOnlyList<string> keys)
    {
        await views.Execute("DELETE FROM record_names WHERE record = $1", record.ToString());
        foreach (var key in keys) await views.Execute("INSERT INTO record_names (key, record) VALUES ($1, $2)", key, record.ToString());
    }

    // One clock for all whose time is over on the same day: the ends of months and years.
    private static async ValueTask<DateOnly?> Keep(IViewWriter views, string type, DateOnly? day, DateOnly? lastDay, DateTimeOffset at)
    {
        if (RecordTypes.Find(type)?.KeptUntil(day, lastDay, at) is not { } last) return null;
        var over = new DateTimeOffset(last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        await views.Schedule($"records/kept/{last:yyyy-MM-dd}", over, RecordExpiry.KindName, new("records"), $"{last:yyyy-MM-dd}");
        return last;
    }
}
