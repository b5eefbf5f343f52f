using System.Text.Json;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Applications;

/// <summary>What a register says, as far as a scheme asks for it.</summary>
/// <param name="Record">The record.</param>
/// <param name="Type">Its type.</param>
/// <param name="PublishedAt">When the owner published this version.</param>
/// <param name="Content">Its members.</param>
/// <param name="Day">For which day the entry holds, or from which; where it does not say so, the legal day on which it was published. Null: not known.</param>
/// <param name="LastDay">Until when it holds, where it says so.</param>
/// <param name="Version">Of the record.</param>
public sealed record RegisterFact(RecordId Record, string Type, DateTimeOffset PublishedAt, JsonElement Content, DateOnly? Day = null, DateOnly? LastDay = null, int? Version = null);

/// <summary>Judges evidence: from registers before anybody is asked (once-only, Reg. 2018/1724 art. 14). Named tests with parameters; a test never guesses.</summary>
public static class EvidenceTests
{
    /// <summary>What is known about one thing that the scheme wants proven: from the register when it knows anything, else from what the applicant gave.</summary>
    /// <param name="rule">The scheme's rule.</param>
    /// <param name="form">What the applicant says.</param>
    /// <param name="facts">What the registers say about this employer and worker, newest first.</param>
    /// <param name="today">Legal day.</param>
    /// <param name="documents">What was uploaded.</param>
    public static EvidenceItem Judge(EvidenceRule rule, ApplicationForm form, IReadOnlyList<RegisterFact> facts, DateOnly today, IReadOnlyList<Document>? documents = null)
    {
        if (rule.RecordType is not { } type) return OfApplicant(rule, form, documents);
        // What begins later than the work proves nothing yet; a slip of the pen in a day must not decide for decades.
        var from = form.Employment?.PlannedStart is { } start && start > today ? start : today;
        var held = facts.Where(fact => fact.Type == type && !(fact.Day > from)).ToArray();
        var fresh = held.Where(fact => Outdated(rule, fact, today) is null).ToArray();
        var outdated = fresh.Length == 0 && held.Length > 0 ? Outdated(rule, held[0], today) : null;
        var said = OfRegister(rule.Test, fresh, today);
        if (said == EvidenceResult.Missing && fresh.Length == 0 && rule.Sources.Count > 1) return OfApplicant(rule, form, documents) with { Outdated = outdated };
        var source = (said == EvidenceResult.NotMet && rule.NeedsEveryRecord ? fresh.FirstOrDefault(fact => IsFinalSanction(fact.Content, today)) : null) ?? fresh.Concat(held).FirstOrDefault();
        return new(rule.Type, $"record:{type}", said, source?.Record, source?.PublishedAt, outdated, source?.Version, source is null ? null : Said(rule, source));
    }

    /// <summary>Members of a record that a rule's test looks at, and those that say for which days the entry holds.</summary>
    public static IReadOnlyList<string> Members(EvidenceRule rule) => RecordTypes.Find(rule.RecordType ?? "") is not { } type ? [] : [.. new[]
    {
        rule.Test?.Name switch
        {
            EvidenceTestName.EmployerActive => "status",
            EvidenceTestName.ArrearsAtMost => "arrearsEur",
            EvidenceTestName.NoFinalSanction => "final",
            _ => rule.Test?.Field,
        },
        type.DateField, type.EndField,
    }.OfType<string>().Distinct()];

    private static IReadOnlyList<EvidenceMember> Said(EvidenceRule rule, RegisterFact fact) =>
        [.. Members(rule).Where(name => fact.Content.TryGetProperty(name, out _)).Select(name => new EvidenceMember(name, Text(fact.Content, name) ?? fact.Content.GetProperty(name).GetRawText()))];

    private static EvidenceItem OfApplicant(EvidenceRule rule, ApplicationForm form, IReadOnlyList<Document>? documents)
    {
        if (rule.Sources.Contains("form")) return new(rule.Type, "form", OfForm(rule.Test, form));
        if (rule.IsUploaded && OfUploads(rule.Type, documents) is { } uploaded) return new(rule.Type, "upload", uploaded);
        return rule.IsDeclared && form.Evidence?.Any(statement => statement?.Type == rule.Type) is true
            ? new(rule.Type, "declaration", EvidenceResult.Met)
            : new(rule.Type, rule.Sources[^1], EvidenceResult.Missing);
    }

    // Where any entry may decide, as in a register of sanctions, the test itself looks at its days.
    private static OutdatedEvidence? Outdated(EvidenceRule rule, RegisterFact fact, DateOnly today) =>
        rule.NeedsEveryRecord ? null
        : fact.LastDay < today ? OutdatedEvidence.Over
        : rule.MaxAgeDays is { } days && today.DayNumber - fact.Day?.DayNumber > days ? OutdatedEvidence.TooOld
        : null;

    private static EvidenceResult OfRegister(EvidenceTest? test, RegisterFact[] facts, DateOnly today) => test?.Name switch
    {
        // No entry in a register of sanctions is the good news; everywhere else it is no news.
        EvidenceTestName.NoFinalSanction => Says(!facts.Any(fact => IsFinalSanction(fact.Content, today))),
        _ when facts.Length == 0 => EvidenceResult.Missing,
        EvidenceTestName.EmployerActive => Says(Text(facts[0].Content, "status") == "active"),
        EvidenceTestName.ArrearsAtMost => Number(facts[0].Content, "arrearsEur") is { } arrears ? Says(arrears <= test.Limit!.Value) : EvidenceResult.Missing,
        EvidenceTestName.AtLeast => Number(facts[0].Content, test.Field!) is { } number ? Says(number >= test.Limit!.Value) : EvidenceResult.Missing,
        EvidenceTestName.OneOf => Text(facts[0].Content, test.Field!) is { } word ? Says(test.Values!.Contains(word)) : EvidenceResult.Missing,
        _ => EvidenceResult.Met,
    };

    private static EvidenceResult OfForm(EvidenceTest? test, ApplicationForm form) => test?.Name switch
    {
        EvidenceTestName.ValidAfterEnd => form is { Worker.TravelDocument.Expires: { } expires, Employment.PlannedEnd: { } end }
            ? Says(expires.DayNumber - end.DayNumber >= test.Days!.Value)
            : EvidenceResult.Missing,
        EvidenceTestName.StayCoversWork => OfStay(form),
        EvidenceTestName.ContractAtLeast => form is { Employment: { PlannedStart: { } start, PlannedEnd: { } last } }
            ? Says(last >= start.AddMonths(test.Months!.Value).AddDays(-1))
            : EvidenceResult.Missing,
        _ => EvidenceResult.Met,
    };

    /// <summary>A document is there as soon as it is clean, and what it says is for the official to read; null when none was sent.</summary>
    private static EvidenceResult? OfUploads(string type, IReadOnlyList<Document>? documents)
    {
        var sent = (documents ?? []).Where(document => document.Type == type && document.IsKept).ToArray();
        return sent.Length == 0 ? null : sent.Any(document => document.Status == DocumentStatus.Clean) ? EvidenceResult.Met : EvidenceResult.Missing;
    }

    private static EvidenceResult OfStay(ApplicationForm form) =>
        form is not { LegalStay.Until: { } until, Employment: { PlannedStart: { } start, PlannedEnd: { } end } } ? EvidenceResult.Missing
        : until < start ? EvidenceResult.NotMet
        : until < end ? EvidenceResult.PartlyMet
        : EvidenceResult.Met;

    /// <summary>True when the record of a sanction says that it is final, and not over by that day.</summary>
    public static bool IsFinalSanction(JsonElement content, DateOnly today) =>
        content.TryGetProperty("final", out var final) && final.ValueKind == JsonValueKind.True
        && (!DateOnly.TryParseExact(Text(content, "until"), "yyyy-MM-dd", out var until) || until >= today);

    private static EvidenceResult Says(bool met) => met ? EvidenceResult.Met : EvidenceResult.NotMet;

    private static string? Text(JsonElement content, string name) => content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static decimal? Number(JsonElement content, string name) =>
        content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;
}
