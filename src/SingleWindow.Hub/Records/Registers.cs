using System.Text.Json;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Records;

/// <summary>Asks the registers before anybody asks the applicant (once-only): the records about an employer that a scheme's evidence names.</summary>
internal sealed class Registers(IGrainFactory grains, IViewStore views, IdentityKeys keys)
{
    /// <summary>The evidence of an application, judged.</summary>
    public async Task<IReadOnlyList<EvidenceItem>> Evidence(Scheme scheme, ApplicationForm form, EmployerView employer, IReadOnlyList<Document> documents, DateOnly today, CancellationToken ct)
    {
        var key = await keys.Of(new("registry-code", employer.Country, employer.RegistryCode), ct);
        var judged = new List<EvidenceItem>();
        var facts = form.Facts(scheme);
        foreach (var rule in scheme.Evidence.Where(rule => rule.AppliesTo(facts)))
            judged.Add(EvidenceTests.Judge(rule, form, rule is { RecordType: { } type, Subject: Party.Employer } ? await Facts(key, type, rule.NeedsEveryRecord, ct) : [], today, documents));
        return judged;
    }

    /// <summary>True when a final sanction against an employer stands on that day.</summary>
    public async Task<bool> IsSanctioned(EmployerView employer, DateOnly today, CancellationToken ct) =>
        (await Facts(await keys.Of(new("registry-code", employer.Country, employer.RegistryCode), ct), "sanction", true, ct)).Any(fact => EvidenceTests.IsFinalSanction(fact.Content, today));

    // Each type by itself: however many entries a register sends, they push none of another register out of sight.
    private async Task<IReadOnlyList<RegisterFact>> Facts(string employer, string type, bool all, CancellationToken ct)
    {
        var found = await views.Query(
            "SELECT id FROM records WHERE employer_key = $1 AND type = $2 ORDER BY day DESC, position DESC LIMIT $3", row => row.Text(0), [employer, type, all ? int.MaxValue : 1], ct);
        var facts = new List<RegisterFact>();
        foreach (var id in found)
            if ((await grains.GetGrain<IRecordGrain>(id).Read(ct)).Value is { View: { Content: { } content } record })
                facts.Add(new(record.Id, record.Type, record.PublishedAt, JsonElement.Parse(content)));
        return facts;
    }
}
