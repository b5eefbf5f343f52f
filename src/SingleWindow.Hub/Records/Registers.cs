using System.Text.Json;
using SingleWindow.Core.Applications;
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
    public async Task<IReadOnlyList<EvidenceItem>> Evidence(Scheme scheme, ApplicationForm form, EmployerView employer, DateOnly today, CancellationToken ct)
    {
        var facts = await About(employer, ct);
        return [.. scheme.Evidence.Select(rule => EvidenceTests.Judge(rule, form, facts, today))];
    }

    private async Task<IReadOnlyList<RegisterFact>> About(EmployerView employer, CancellationToken ct)
    {
        var key = await keys.Of(new("registry-code", employer.Country, employer.RegistryCode), ct);
        var found = await views.Query("SELECT id FROM records WHERE employer_key = $1 ORDER BY position DESC LIMIT 100", row => row.Text(0), [key], ct);
        var facts = new List<RegisterFact>();
        foreach (var id in found)
            if ((await grains.GetGrain<IRecordGrain>(id).Read(ct)).Value is { View: { Content: { } content } record })
                facts.Add(new(record.Id, record.Type, record.PublishedAt, JsonElement.Parse(content)));
        return facts;
    }
}
