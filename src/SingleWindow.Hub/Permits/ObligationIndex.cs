using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Permits;

/// <summary>
/// The read model of obligations. Whatever is said about a permit, its holder or its employer dates and ticks them anew, by the rules in Core and by what was known
/// at that place of the feed: late records, codes that come later, merges and splits need nothing of their own. Employers are blind indexes here, persons too, or their own ids.
/// </summary>
internal sealed class ObligationIndex(SchemeCatalog schemes, IEventStore events, IEventReader reader) : IProjection
{
    private const string People = "obligation";

    public string Name => "obligations";

    public IReadOnlyList<Type> Follows => [typeof(PermitEvent), typeof(RecordEvent.Published), typeof(RecordEvent.Expired), typeof(EmployerEvent.Registered), typeof(WorkerEvent)];

    public int Revision => 4;

    public IReadOnlyList<string> Tables => ["obligations", "obligation_permits", "obligation_facts", "obligation_workers", "obligation_keys", "obligation_employers"];

    public string Schema => """
        CREATE TABLE obligations (
          permit TEXT NOT NULL, number TEXT NOT NULL, employer TEXT NOT NULL, holder TEXT NOT NULL, scheme TEXT NOT NULL, code TEXT NOT NULL, who TEXT NOT NULL, authority TEXT NOT NULL, since TEXT,
          due_on TEXT, opens_at BIGINT, due_at BIGINT, recorded BIGINT NOT NULL, satisfied_on TEXT, satisfied_by TEXT, owes_more BIGINT NOT NULL, PRIMARY KEY (permit, number));
        CREATE INDEX obligations_by_employer ON obligations (employer, due_on, permit, number);
        CREATE TABLE obligation_permits (permit TEXT PRIMARY KEY, holder TEXT NOT NULL, keeps BIGINT NOT NULL DEFAULT 0);
        CREATE INDEX obligation_permits_by_holder ON obligation_permits (holder);
        CREATE TABLE obligation_facts (
          record TEXT NOT NULL, version BIGINT NOT NULL, type TEXT NOT NULL, person_key TEXT NOT NULL, employer_key TEXT, first_day TEXT, last_day TEXT, told_at BIGINT NOT NULL,
          PRIMARY KEY (record, version));
        CREATE INDEX obligation_facts_by_person ON obligation_facts (person_key);
        CREATE TABLE obligation_employers (key TEXT PRIMARY KEY, employer TEXT NOT NULL);

        """ + KnownPeople.Schema(People);

    /// <summary>SQL: where an obligation stands at the instant in a parameter; the same as <see cref="PermitObligation.On"/>.</summary>
    public static string StatusAt(string now) => $"""
        CASE WHEN satisfied_on IS NOT NULL AND owes_more = 1 THEN 'recorded' WHEN satisfied_on <= due_on THEN 'satisfied' WHEN satisfied_on IS NOT NULL THEN 'satisfied-late' WHEN due_at <= {now} AND recorded = 1 THEN 'overdue' WHEN due_at <= {now} THEN 'unrecorded'
        WHEN opens_at <= {now} THEN 'open' ELSE 'not-yet-due' END
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        var who = new KnownPeople(views, People);
        switch (happened.Event)
        {
            case PermitEvent permit:
                if (permit is PermitEvent.Granted granted)
                    await views.Execute("INSERT INTO obligation_permits (permit, holder) VALUES ($1, $2)", happened.Stream.Value, granted.Holder.ToString());
                await Date(happened.Stream.Value, happened.Position, who, views, ct);
                break;
            case RecordEvent.Published published when Obligations.RestOn(published.Type, schemes.All) && published.Whole() is { PersonKey: { } person } e:
                await views.Execute(
                    "INSERT INTO obligation_facts (record, version, type, person_key, employer_key, first_day, last_day, told_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                    e.Record.ToString(), e.Version, e.Type, person, e.EmployerKey, e.Day, e.LastDay, e.At);
                if (await who.WithKey(person) is { } known) await DateAll(known, happened.Position, who, views, ct);
                break;
            case RecordEvent.Expired gone:
                await Forget(gone.Record.ToString(), who, views);
                break;
            case EmployerEvent.Registered e:
                await views.Execute("INSERT INTO obligation_employers (key, employer) VALUES ($1, $2)", e.IdentityKey, e.Employer.ToString());
                break;
            case WorkerEvent e:
                foreach (var worker in await who.Learn(e, happened.Stream.Value)) await DateAll(worker, happened.Position, who, views, ct);
                break;
            default:
                break;
        }
    }

    // What was ticked off stays so, and nothing that says why: the permits of that person keep what their obligations say.
    private static async ValueTask Forget(string record, KnownPeople who, IViewWriter views)
    {
        foreach (var person in await views.Query("SELECT DISTINCT person_key FROM obligation_facts WHERE record = $1", row => row.Text(0), record))
            if (await who.WithKey(person) is { } worker)
                foreach (var id in await who.Family(worker)) await views.Execute("UPDATE obligation_permits SET keeps = 1 WHERE holder = $1", id);
        await views.Execute("DELETE FROM obligation_facts WHERE record = $1", record);
    }

    private static async ValueTask<IReadOnlyList<Ticked>> Kept(string permit, IViewWriter views) => await views.Query("""
        SELECT o.code, o.employer, o.since, o.due_on, o.satisfied_on, o.satisfied_by FROM obligations o JOIN obligation_permits p ON p.permit = o.permit
        WHERE o.permit = $1 AND p.keeps = 1 AND o.satisfied_on IS NOT NULL ORDER BY o.number
        """, row => new Ticked(row.Text(0), row.Text(1), row.DateOrNull(2), row.DateOrNull(3), row.DateOrNull(4), row.TextOrNull(5)), permit);

    private async ValueTask DateAll(string worker, long position, KnownPeople who, IViewWriter views, CancellationToken ct)
    {
        foreach (var id in await who.Family(worker))
            foreach (var permit in await views.Query("SELECT permit FROM obligation_permits WHERE holder = $1", row => row.Text(0), id))
                await Date(permit, position, who, views, ct);
    }

    private async ValueTask Date(string id, long position, KnownPeople who, IViewWriter views, CancellationToken ct)
    {
        var permit = Permit.Initial;
        // As it was at this place of the feed: built again, the table is the same.
        foreach (var stored in await events.ReadStream(new(id), 0, ct))
            if (stored.Position <= position) permit = Permit.Evolve(permit, (PermitEvent)await reader.Read(stored, ct));
        if (permit.Grant is not { } grant || schemes.Find(grant.Scheme, grant.SchemeVersion) is not { } scheme) return;
        var kept = await Kept(id, views);
        await views.Execute("DELETE FROM obligations WHERE permit = $1", id);
        var number = 0;
        foreach (var now in Obligations.Of(permit, scheme, await who.Facts(views, grant.Holder.ToString(), scheme)))
        {
            var one = now.SatisfiedOn is null && kept.FirstOrDefault(old => old.Is(now)) is { } old ? now with { Since = old.Since, DueOn = old.DueOn, SatisfiedOn = old.On, SatisfiedBy = old.By } : now;
            await views.Execute("""
                INSERT INTO obligations (permit, number, employer, holder, scheme, code, who, authority, since, due_on, opens_at, due_at, recorded, satisfied_on, satisfied_by, owes_more)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
                """, id, $"{++number:0000}", one.Employer.ToString(), grant.Holder.ToString(), grant.Scheme, one.Code, WireName.Of(one.Who), one.To, one.Since, one.DueOn,
                one.OpensOn is { } opens ? StatutoryClock.EndOf(opens.PlusDays(-1), scheme.Zone) : null, one.DueOn is { } due ? StatutoryClock.EndOf(due, scheme.Zone) : null,
                one.IsRecorded, one.SatisfiedOn, one.SatisfiedBy, one.OwesMore);
        }
    }

    private sealed record Ticked(string Code, string Employer, DateOnly? Since, DateOnly? DueOn, DateOnly? On, string? By)
    {
        public bool Is(PermitObligation now) => Code == now.Code && Employer == now.Employer.ToString() && (now.Since is null || now.Since == Since);
    }
}
