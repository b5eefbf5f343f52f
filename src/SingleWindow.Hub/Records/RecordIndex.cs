using SingleWindow.Core.Applications;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>Finds records by the person or employer whom they are about, both blind indexes here; and applications by the records that prove something for them.</summary>
internal sealed class RecordIndex(SchemeCatalog schemes) : IProjection
{
    public string Name => "records";

    public IReadOnlyList<Type> Follows => [typeof(RecordEvent), typeof(ApplicationEvent)];

    public int Revision => 6;

    public IReadOnlyList<string> Tables => ["records", "declarations", "evidence", "corrections"];

    public string Schema => """
        CREATE TABLE records (id TEXT PRIMARY KEY, type TEXT NOT NULL, owner TEXT NOT NULL, employer_key TEXT, person_key TEXT, day TEXT NOT NULL, position BIGINT NOT NULL, kept_until TEXT);
        CREATE INDEX records_kept ON records (kept_until, id);
        CREATE INDEX records_by_employer ON records (employer_key, type, day, position);
        CREATE INDEX records_by_person ON records (person_key, type, day, position);
        CREATE TABLE declarations (id TEXT PRIMARY KEY, type TEXT NOT NULL, declarant TEXT NOT NULL, employer_key TEXT, person_key TEXT, day TEXT NOT NULL, version BIGINT NOT NULL, at BIGINT NOT NULL, position BIGINT NOT NULL, kept_until TEXT);
        CREATE INDEX declarations_kept ON declarations (kept_until, id);
        CREATE INDEX declarations_by_declarant ON declarations (declarant, type, position);
        CREATE INDEX declarations_by_employer ON declarations (employer_key, type, day, position);
        CREATE INDEX declarations_by_person ON declarations (person_key, type, day, position);
        CREATE TABLE evidence (record TEXT NOT NULL, application TEXT NOT NULL, PRIMARY KEY (record, application));
        CREATE TABLE corrections (record TEXT PRIMARY KEY, at BIGINT NOT NULL);
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        switch (happened.Event)
        {
            case RecordEvent.Published e:
                await views.Execute("""
                    INSERT INTO records (id, type, owner, employer_key, day, position, person_key, kept_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                    ON CONFLICT (id) DO UPDATE SET employer_key = excluded.employer_key, day = excluded.day, person_key = excluded.person_key, position = excluded.position, kept_until = excluded.kept_until
                    """, e.Record.ToString(), e.Type, e.Owner, e.EmployerKey, e.Day?.ToString("yyyy-MM-dd") ?? "", happened.Position, e.PersonKey, await Keep(views, e.Type, e.Day, e.LastDay, e.At));
                if (IsNews(e)) await Tell(views, e.Record, e.Version, e.At);
                break;
            // In a table of its own: what asks registers never meets a declaration.
            case RecordEvent.Declared e:
                await views.Execute("""
                    INSERT INTO declarations (id, type, declarant, employer_key, person_key, day, version, at, position, kept_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                    ON CONFLICT (id) DO UPDATE SET employer_key = excluded.employer_key, person_key = excluded.person_key, day = excluded.day, version = excluded.version, at = excluded.at, position = excluded.position,
                      kept_until = excluded.kept_until
                    """, e.Record.ToString(), e.Type, e.By, e.EmployerKey, e.PersonKey, e.Day?.ToString("yyyy-MM-dd") ?? "", e.Version, e.At, happened.Position, await Keep(views, e.Type, e.Day, null, e.At));
                break;
            case RecordEvent.Expired e:
                foreach (var table in (string[])["records", "declarations"]) await views.Execute($"DELETE FROM {table} WHERE id = $1", e.Record.ToString());
                await views.Execute("DELETE FROM evidence WHERE record = $1", e.Record.ToString());
                break;
            case ApplicationEvent.Submitted e: await Lean(views, happened, e.Evidence); break;
            case ApplicationEvent.InquiryAnswered { Evidence: { } evidence }: await Lean(views, happened, evidence); break;
            case ApplicationEvent.Completed { Evidence: { } evidence }: await Lean(views, happened, evidence); break;
            case ApplicationEvent.EvidenceUpdated e: await Lean(views, happened, e.Evidence); break;
            default: break;
        }
    }

    // A correction; or a new entry where any entry of the register may decide.
    private bool IsNews(RecordEvent.Published e) => e.Version > 1 || schemes.All.Any(scheme => scheme.Evidence.Any(rule => rule.NeedsEveryRecord && rule.RecordType == e.Type));

    // One clock for all whose time is over on the same day: the ends of months and years.
    private static async ValueTask<DateOnly?> Keep(IViewWriter views, string type, DateOnly? day, DateOnly? lastDay, DateTimeOffset at)
    {
        if (RecordTypes.Find(type)?.KeptUntil(day, lastDay, at) is not { } last) return null;
        var over = new DateTimeOffset(last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        await views.Schedule($"records/kept/{last:yyyy-MM-dd}", over, RecordExpiry.KindName, new("records"), $"{last:yyyy-MM-dd}");
        return last;
    }

    private static async ValueTask Tell(IViewWriter views, RecordId record, int version, DateTimeOffset at)
    {
        await views.Execute("INSERT INTO corrections (record, at) VALUES ($1, $2) ON CONFLICT (record) DO UPDATE SET at = excluded.at", record.ToString(), at);
        await views.Schedule($"{record}/evidence/{version}", at, EvidenceNews.KindName, new(record.ToString()));
    }

    private static async ValueTask Lean(IViewWriter views, FeedEvent happened, IReadOnlyList<EvidenceItem> evidence)
    {
        foreach (var item in evidence.Where(item => item.Record is not null))
        {
            await views.Execute("INSERT INTO evidence (record, application) VALUES ($1, $2) ON CONFLICT DO NOTHING", item.Record.ToString(), happened.Stream.Value);
            // Corrected while the application was being judged: nobody has told it.
            if ((await views.Query("SELECT 1 FROM corrections WHERE record = $1 AND at > $2", _ => true, item.Record.ToString(), item.AsOf)).Count > 0)
                await views.Schedule($"{item.Record}/evidence/{happened.Position}", happened.At, EvidenceNews.KindName, new(item.Record.ToString()!));
        }
    }
}
