using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Permits;

/// <summary>
/// What the employment register says about the end of work, whichever comes first: the entry, the notice or the contest. It schedules the comparison itself: by then it has seen every entry that came before.
/// </summary>
internal sealed class EmploymentEnds : IProjection
{
    public const string Entry = "employment-registration";

    public string Name => "employment-ends";

    public IReadOnlyList<Type> Follows => [typeof(EmployerEvent.Registered), typeof(PermitEvent), typeof(RecordEvent.Published)];

    public int Revision => 1;

    public IReadOnlyList<string> Tables => ["employment_entries", "employment_permits", "employment_employers"];

    public string Schema => """
        CREATE TABLE employment_entries (record TEXT PRIMARY KEY, person_key TEXT NOT NULL, employer_key TEXT NOT NULL, first_day TEXT, last_day TEXT);
        CREATE INDEX employment_entries_by_person ON employment_entries (person_key, employer_key);
        CREATE TABLE employment_permits (permit TEXT PRIMARY KEY, holder TEXT NOT NULL, employer TEXT NOT NULL);
        CREATE INDEX employment_permits_by_holder ON employment_permits (holder, employer);
        CREATE TABLE employment_employers (employer TEXT PRIMARY KEY, key TEXT NOT NULL);
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        switch (happened.Event)
        {
            case EmployerEvent.Registered e:
                await views.Execute("INSERT INTO employment_employers (employer, key) VALUES ($1, $2)", e.Employer.ToString(), e.IdentityKey);
                break;
            case PermitEvent.Granted e:
                await views.Execute("INSERT INTO employment_permits (permit, holder, employer) VALUES ($1, $2, $3)", happened.Stream.Value, e.Holder.ToString(), e.Employer.ToString());
                break;
            case PermitEvent.OfEmployer.Changed e:
                await views.Execute("UPDATE employment_permits SET employer = $2 WHERE permit = $1", happened.Stream.Value, e.Employer.ToString());
                break;
            case PermitEvent.OfNotice.EmploymentEnded or PermitEvent.OfAppeal.Appealed { Notice: not null }:
                await views.Schedule($"{happened.Stream}/register/{happened.Position}", happened.At, EmploymentEndNews.KindName, happened.Stream);
                break;
            case RecordEvent.Published { Type: Entry, PersonKey: { } person, EmployerKey: { } employer } e:
                await views.Execute("""
                    INSERT INTO employment_entries (record, person_key, employer_key, first_day, last_day) VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (record) DO UPDATE SET person_key = excluded.person_key, employer_key = excluded.employer_key, first_day = excluded.first_day, last_day = excluded.last_day
                    """, e.Record.ToString(), person, employer, e.Day, e.LastDay);
                if (e.LastDay is { } last) await views.Schedule($"{e.Record}/end/{e.Version}", When(last, e.At), EmploymentEndNews.KindName, happened.Stream);
                break;
            default:
                break;
        }
    }

    // An end that is still to come has not happened: it is looked at when that day is over everywhere.
    private static DateTimeOffset When(DateOnly last, DateTimeOffset told) =>
        new DateTimeOffset(last.AddDays(1), new(12, 0), TimeSpan.Zero) is var over && last > DateOnly.FromDateTime(told.UtcDateTime) ? over : told;
}

/// <summary>Tells a permit whose employer has given notice of an end that the register shows it.</summary>
internal sealed class EmploymentEndNews(IGrainFactory grains, IViewStore views, IdentityKeys keys, WorkerFamily family, LegalClock clock) : IDueWorkHandler
{
    public const string KindName = "employment-end";

    public string Kind => KindName;

    public async Task Run(DueWork work, CancellationToken ct)
    {
        var context = work.Command(clock);
        foreach (var permit in EntityId.TryParse<PermitId>(work.Stream.Value, out var one) ? [one] : await Concerned(work.Stream.Value, ct)) await Tell(permit, context.Part(permit.ToString()), ct);
    }

    private async Task<IReadOnlyList<PermitId>> Concerned(string record, CancellationToken ct)
    {
        if (await views.Query("SELECT person_key, employer_key FROM employment_entries WHERE record = $1", row => (Person: row.Text(0), Employer: row.Text(1)), [record], ct) is not [var entry]) return [];
        // A record may name him by his own id.
        var who = EntityId.TryParse<WorkerId>(entry.Person, out var named) ? named : await keys.Owner(entry.Person, ct) is { } owner && EntityId.TryParse<WorkerId>(owner, out var known) ? known : (WorkerId?)null;
        var permits = new List<PermitId>();
        foreach (var id in who is { } worker ? await family.Of(worker, ct) : [])
            permits.AddRange(await views.Query("""
                SELECT permit FROM employment_permits WHERE holder = $1 AND employer IN (SELECT employer FROM employment_employers WHERE key = $2)
                """, row => EntityId.Parse<PermitId>(row.Text(0)), [id.ToString(), entry.Employer], ct));
        return permits;
    }

    private async Task Tell(PermitId permit, CommandContext context, CancellationToken ct)
    {
        var grain = grains.GetGrain<IPermitGrain>(permit.ToString());
        if ((await grain.Read(ct)).Value is not { View: { EndNotice.Confirmed: false } notified } || await Newest(notified, ct) is not { LastDay: { } last } entry || last < notified.ValidFrom) return;
        var told = await grain.Handle(new PermitCommand.ConfirmEnd(entry.Record, notified.Employer, last), context, ct);
        if (told.Problem is { } problem) throw new InvalidOperationException($"The register was refused: {problem.Code}.");
    }

    // Of several spells with one employer the last one says whether he still works there.
    private async Task<Spell?> Newest(PermitView permit, CancellationToken ct)
    {
        var spells = new List<Spell>();
        foreach (var id in await family.Of(permit.Holder, ct))
            spells.AddRange(await views.Query("""
                SELECT record, first_day, last_day FROM employment_entries
                WHERE employer_key = (SELECT key FROM employment_employers WHERE employer = $2) AND (person_key = $1 OR person_key IN (SELECT key FROM worker_keys WHERE worker = $1))
                """, row => new Spell(EntityId.Parse<RecordId>(row.Text(0)), row.DateOrNull(1), row.DateOrNull(2)), [id.ToString(), permit.Employer.ToString()], ct));
        return spells.MaxBy(spell => (spell.FirstDay, spell.LastDay ?? DateOnly.MaxValue));
    }

    private sealed record Spell(RecordId Record, DateOnly? FirstDay, DateOnly? LastDay);
}
