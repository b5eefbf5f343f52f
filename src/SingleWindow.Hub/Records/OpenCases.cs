using SingleWindow.Core.Appeals;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Schemes;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Records;

/// <summary>
/// Which open case asks which register about whom, and which record it rests on: a part of <see cref="RecordIndex"/>, so that news of a record never meets cases of another place of the feed.
/// What was judged while the index had not come to a record yet is judged again.
/// </summary>
internal sealed class OpenCases(SchemeCatalog schemes, IViewWriter views)
{
    public const string People = "record";

    public const string Schema = """
        CREATE TABLE open_cases (application TEXT PRIMARY KEY, scheme TEXT NOT NULL, employer TEXT NOT NULL, worker TEXT, ended BIGINT NOT NULL DEFAULT 0, rests_until TEXT);
        CREATE INDEX open_cases_by_employer ON open_cases (employer);
        CREATE INDEX open_cases_by_worker ON open_cases (worker);
        CREATE TABLE evidence (application TEXT NOT NULL, type TEXT NOT NULL, register TEXT NOT NULL, record TEXT, PRIMARY KEY (application, type));
        CREATE INDEX evidence_by_record ON evidence (record);
        CREATE TABLE record_employers (key TEXT PRIMARY KEY, employer TEXT NOT NULL);
        CREATE INDEX record_employers_by_employer ON record_employers (employer);

        """;

    // An index that is behind for longer has told the operators.
    private static readonly TimeSpan LongestLag = TimeSpan.FromHours(1);

    public async ValueTask Apply(FeedEvent happened, ApplicationEvent change)
    {
        var id = happened.Stream.Value;
        switch (change)
        {
            case ApplicationEvent.Drafted e:
                await views.Execute("INSERT INTO open_cases (application, scheme, employer) VALUES ($1, $2, $3)", id, e.Scheme, e.Employer.ToString());
                break;
            case ApplicationEvent.Submitted e:
                await views.Execute("UPDATE open_cases SET worker = $2 WHERE application = $1", id, e.Worker.ToString());
                await Lean(happened, e.Evidence);
                break;
            case ApplicationEvent.InquiryAnswered { Evidence: { } evidence }: await Lean(happened, evidence); break;
            case ApplicationEvent.Completed { Evidence: { } evidence }: await Lean(happened, evidence); break;
            case ApplicationEvent.EvidenceUpdated e: await Lean(happened, e.Evidence); break;
            case ApplicationEvent.Decided e: await End(happened, e.AppealUntil); break;
            case ApplicationEvent.Withdrawn or ApplicationEvent.Discontinued: await End(happened, DateOnly.FromDateTime(happened.At.UtcDateTime)); break;
            case ApplicationEvent.Appealed: await views.Execute("UPDATE open_cases SET rests_until = NULL WHERE application = $1", id); break;
            case ApplicationEvent.AppealDecided { Result: AppealResult.Annulled }: await views.Execute("UPDATE open_cases SET ended = 0, rests_until = NULL WHERE application = $1", id); break;
            case ApplicationEvent.AppealDecided e: await End(happened, e.On); break;
            case ApplicationEvent.Expired:
                foreach (var table in (string[])["open_cases", "evidence"]) await views.Execute($"DELETE FROM {table} WHERE application = $1", id);
                break;
            default: break;
        }
    }

    // What it rested on was kept for it beyond its time, so that it can be judged again: now that time is over.
    private async ValueTask End(FeedEvent happened, DateOnly until)
    {
        var id = happened.Stream.Value;
        await views.Execute("UPDATE open_cases SET ended = 1, rests_until = $2 WHERE application = $1", id, until);
        if ((await views.Query("SELECT 1 FROM evidence e JOIN records r ON r.id = e.record WHERE e.application = $1 AND r.kept_until <= $2 LIMIT 1", _ => true, id, until)).Count > 0)
            await views.Schedule($"{id}/records", new(until.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero), RecordExpiry.KindName, new("records"), $"{until:yyyy-MM-dd}");
    }

    private async ValueTask Lean(FeedEvent happened, IReadOnlyList<EvidenceItem> evidence)
    {
        var id = happened.Stream.Value;
        if (await views.Query("SELECT scheme, employer, worker FROM open_cases WHERE application = $1", row => new Case(row.Text(0), row.Text(1), row.TextOrNull(2)), id) is not [var app]) return;
        // Asked once for all items about one of them: each reading is a wait.
        foreach (var about in evidence.Select(item => (Item: item, Rule: Rule(app.Scheme, item.Type))).Where(one => one.Rule is not null).GroupBy(one => one.Rule!.Subject))
        {
            string[] registers = [.. about.Select(one => one.Rule!.RecordType!).Distinct()];
            var recent = await Recent(await Subject(app, about.Key), registers, happened.At - LongestLag);
            foreach (var (item, rule) in about)
            {
                await views.Execute("""
                    INSERT INTO evidence (application, type, register, record) VALUES ($1, $2, $3, $4)
                    ON CONFLICT (application, type) DO UPDATE SET register = excluded.register, record = excluded.record
                    """, id, item.Type, rule!.RecordType, item.Record?.ToString());
                var named = item.Record is { } record ? await views.Query("SELECT id, version, at, type FROM records WHERE id = $1 AND version > $2", Read, record.ToString(), item.Version ?? 0) : [];
                foreach (var unseen in named.Concat(recent.Where(one => one.Type == rule.RecordType)).Where(one => one.Id != item.Record?.ToString() || one.Number != item.Version).Distinct())
                    await views.Schedule($"{id}/evidence/{unseen.Id}/{unseen.Number}", unseen.At, EvidenceNews.KindName, new(unseen.Id), id);
            }
        }
    }

    // Which versions ask for it in which way does not matter here: too much news is no harm.
    private EvidenceRule? Rule(string scheme, string type) =>
        schemes.All.Where(version => version.Id == scheme).SelectMany(version => version.Evidence).FirstOrDefault(rule => rule.Type == type && rule.RecordType is not null);

    private async ValueTask<RecordSubject> Subject(Case app, Party subject) =>
        subject == Party.Employer ? new("employer_key", await views.Query("SELECT key FROM record_employers WHERE employer = $1", row => row.Text(0), app.Employer))
        : new("person_key", app.Worker is { } worker ? await new KnownPeople(views, People).Keys(worker) : []);

    private async ValueTask<IReadOnlyList<Version>> Recent(RecordSubject subject, string[] registers, DateTimeOffset since)
    {
        var found = new List<Version>();
        var types = string.Join(", ", registers.Select((_, number) => $"${number + 3}"));
        foreach (var key in subject.Values)
            found.AddRange(await views.Query($"SELECT id, version, at, type FROM records WHERE {subject.Column} = $1 AND at > $2 AND type IN ({types})", Read, [key, since, .. registers]));
        return found;
    }

    private static Version Read(ViewRow row) => new(row.Text(0), row.Int(1), row.Time(2), row.Text(3));

    private sealed record Case(string Scheme, string Employer, string? Worker);

    private sealed record Version(string Id, int Number, DateTimeOffset At, string Type);
}
