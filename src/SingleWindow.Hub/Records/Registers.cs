using System.Text.Json;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>
/// Asks the registers before anybody asks the applicant (once-only): the records about an employer or a worker that a scheme's evidence names. About a worker it is asked only for an
/// application that is being filed or was filed for him; what it finds is audited with the event that keeps the judgement (ADR 0013).
/// </summary>
internal sealed class Registers(IGrainFactory grains, IViewStore views, IdentityKeys keys, WorkerRecords people)
{
    // Entries of one person that may be over while an older one still holds.
    private const int Some = 20;

    /// <summary>The evidence of an application, judged.</summary>
    /// <param name="scheme">What asks for it.</param>
    /// <param name="form">What the applicant says.</param>
    /// <param name="employer">Whose registers are asked.</param>
    /// <param name="worker">Whose registers are asked too; null: nobody files for a worker, and none is.</param>
    /// <param name="documents">What was uploaded.</param>
    /// <param name="today">Legal day.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<EvidenceItem>> Evidence(
        Scheme scheme, ApplicationForm form, EmployerView employer, WorkerId? worker, IReadOnlyList<Document> documents, DateOnly today, CancellationToken ct)
    {
        var ofEmployer = new RecordSubject("employer_key", [await keys.Of(new("registry-code", employer.Country, employer.RegistryCode), ct)]);
        var facts = form.Facts(scheme);
        EvidenceRule[] rules = [.. scheme.Evidence.Where(rule => rule.AppliesTo(facts))];
        var entries = await Entries(ofEmployer, rules.Where(rule => rule is { RecordType: { }, Subject: Party.Employer }), 1, scheme, ct);
        if (worker is { } person && rules.Where(rule => rule is { RecordType: { }, Subject: Party.Worker }).ToArray() is { Length: > 0 } ofWorker)
            foreach (var (rule, held) in await Entries(await people.Of(person, form.Worker, ct), ofWorker, Some, scheme, ct)) entries[rule] = held;
        List<EvidenceItem> judged = [.. rules.Select(rule => EvidenceTests.Judge(rule, form, entries.GetValueOrDefault(rule) ?? [], today, documents))];
        await RequireIndex(ct);
        return judged;
    }

    /// <summary>True when a final sanction against an employer stands on that day.</summary>
    public async Task<bool> IsSanctioned(EmployerView employer, Scheme law, DateTimeOffset at, CancellationToken ct)
    {
        var subject = new RecordSubject("employer_key", [await keys.Of(new("registry-code", employer.Country, employer.RegistryCode), ct)]);
        var facts = await Facts(await subject.Newest(views, "sanction", declared: false, null, int.MaxValue, ct), law, ct);
        await RequireIndex(ct);
        return facts.Any(fact => EvidenceTests.IsFinalSanction(fact.Content, law.DayOf(at)));
    }

    // Asked last: what was read while the index was being built anew counts for nothing, for that a register holds no entry may decide a case.
    private async ValueTask RequireIndex(CancellationToken ct)
    {
        if (!await Checkpoint.IsLive(views, RecordIndex.ConsumerName, ct)) throw new OrleansException("The index of records is being built; until it is complete nothing is judged by it.");
    }

    private async Task<Dictionary<EvidenceRule, IReadOnlyList<RegisterFact>>> Entries(RecordSubject subject, IEnumerable<EvidenceRule> rules, int some, Scheme scheme, CancellationToken ct)
    {
        int Most(EvidenceRule rule) => rule.NeedsEveryRecord ? int.MaxValue : some;
        var places = await subject.Newest(views, [.. rules.GroupBy(rule => rule.RecordType!, (type, asking) => (type, asking.Max(Most)))], ct);
        var found = new Dictionary<EvidenceRule, IReadOnlyList<RegisterFact>>();
        foreach (var rule in rules) found[rule] = await Facts(places[rule.RecordType!].Take(Most(rule)), scheme, ct);
        return found;
    }

    private async Task<IReadOnlyList<RegisterFact>> Facts(IEnumerable<RecordPlace> places, Scheme scheme, CancellationToken ct)
    {
        var facts = new List<RegisterFact>();
        foreach (var place in places)
            if ((await grains.GetGrain<IRecordGrain>(place.Id).Read(ct)).Value is { View: { Content: { } content } record })
                facts.Add(Fact(record, JsonElement.Parse(content), RecordTypes.Find(record.Type)!, scheme));
        return facts;
    }

    private static RegisterFact Fact(RecordView record, JsonElement content, RecordType type, Scheme scheme) =>
        new(record.Id, record.Type, record.PublishedAt, content, type.DayOf(content) ?? scheme.DayOf(record.PublishedAt), type.EndOf(content), record.Version);
}
