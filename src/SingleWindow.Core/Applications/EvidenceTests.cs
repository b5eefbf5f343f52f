using System.Text.Json;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Applications;

/// <summary>What a register says, as far as a scheme asks for it.</summary>
/// <param name="Record">The record.</param>
/// <param name="Type">Its type.</param>
/// <param name="PublishedAt">When the owner published this version.</param>
/// <param name="Content">Its members.</param>
public sealed record RegisterFact(RecordId Record, string Type, DateTimeOffset PublishedAt, JsonElement Content);

/// <summary>Judges evidence: from registers before anybody is asked (once-only, Reg. 2018/1724 art. 14). Named tests with parameters; a test never guesses.</summary>
public static class EvidenceTests
{
    /// <summary>What is known about one thing that the scheme wants proven.</summary>
    /// <param name="rule">The scheme's rule.</param>
    /// <param name="form">What the applicant says.</param>
    /// <param name="facts">What the registers say about this employer and worker, newest first.</param>
    /// <param name="today">Legal day.</param>
    public static EvidenceItem Judge(EvidenceRule rule, ApplicationForm form, IReadOnlyList<RegisterFact> facts, DateOnly today)
    {
        if (rule.RecordType is { } type)
        {
            var of = facts.Where(fact => fact.Type == type).ToArray();
            var newest = of.FirstOrDefault();
            return new(rule.Type, $"record:{type}", OfRegister(rule.Test, of, today), newest?.Record, newest?.PublishedAt);
        }
        return rule.IsDeclared
            ? new(rule.Type, "declaration", form.Evidence?.Any(statement => statement.Type == rule.Type) is true ? EvidenceResult.Met : EvidenceResult.Missing)
            : new(rule.Type, "form", OfForm(rule, form));
    }

    private static EvidenceResult OfRegister(EvidenceTest? test, RegisterFact[] facts, DateOnly today) => test?.Name switch
    {
        // No entry in a register of sanctions is the good news; everywhere else it is no news.
        "no-final-sanction" => Says(!facts.Any(fact => IsFinalSanction(fact.Content, today))),
        _ when facts.Length == 0 => EvidenceResult.Missing,
        "employer-active" => Says(Text(facts[0].Content, "status") == "active"),
        "arrears-at-most" => Number(facts[0].Content, "arrearsEur") is { } arrears ? Says(arrears <= test.Limit!.Value) : EvidenceResult.Missing,
        null => EvidenceResult.Met,
        _ => throw new InvalidOperationException($"No evidence test '{test.Name}'."),
    };

    private static EvidenceResult OfForm(EvidenceRule rule, ApplicationForm form) => (rule.Type, rule.Test?.Name) switch
    {
        ("travel-document", "valid-after-end") => form is { Worker.TravelDocument.Expires: { } expires, Employment.PlannedEnd: { } end }
            ? Says(expires >= end.AddDays(rule.Test!.Days!.Value))
            : EvidenceResult.Missing,
        ("legal-basis-of-stay", null) => OfStay(form),
        _ => throw new InvalidOperationException($"No evidence test for '{rule.Type}' in the form."),
    };

    private static EvidenceResult OfStay(ApplicationForm form) =>
        form is not { LegalStay.Until: { } until, Employment: { PlannedStart: { } start, PlannedEnd: { } end } } ? EvidenceResult.Missing
        : until < start ? EvidenceResult.NotMet
        : until < end ? EvidenceResult.PartlyMet
        : EvidenceResult.Met;

    private static bool IsFinalSanction(JsonElement content, DateOnly today) =>
        content.TryGetProperty("final", out var final) && final.ValueKind == JsonValueKind.True
        && (!DateOnly.TryParseExact(Text(content, "until"), "yyyy-MM-dd", out var until) || until >= today);

    private static EvidenceResult Says(bool met) => met ? EvidenceResult.Met : EvidenceResult.NotMet;

    private static string? Text(JsonElement content, string name) => content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static decimal? Number(JsonElement content, string name) =>
        content.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;
}
