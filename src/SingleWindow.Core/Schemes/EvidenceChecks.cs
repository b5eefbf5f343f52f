using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>What the evidence of a definition must satisfy.</summary>
internal static class EvidenceChecks
{
    private const int Most = 100;
    private static readonly string[] Sources = ["form", "upload", "declaration"];

    public static void Check(Scheme scheme, FieldErrors errors)
    {
        errors.Require(scheme.Evidence.Count <= Most, "/evidence", "too-many", $"At most {Most}.");
        if (scheme.Evidence.Count > Most) return;
        SchemeChecks.Once(errors, scheme.Evidence.Select(rule => rule.Type), "/evidence", "type");
        for (var i = 0; i < scheme.Evidence.Count; i++) Rule(scheme.Evidence[i], $"/evidence/{i}", errors);
        foreach (var asked in scheme.AllConditions.SelectMany(condition => condition.Terms).Where(term => term.Name == "evidence"))
            errors.Require(scheme.Evidence.Any(rule => rule.Type == asked.Value), "/evidence", "unknown", $"A condition asks for evidence of type {asked.Value}, which the scheme does not want.");
    }

    private static void Rule(EvidenceRule rule, string pointer, FieldErrors errors)
    {
        errors.Require(rule.Subject is Party.Employer or Party.Worker, $"{pointer}/subject", "one-of", "One of: employer, worker.");
        errors.Require(rule.Sources.Count > 0, $"{pointer}/sources", "required", "At least one source.");
        for (var i = 0; i < rule.Sources.Count; i++)
        {
            var source = rule.Sources[i];
            var register = source.StartsWith("record:", StringComparison.Ordinal);
            errors.Require(register ? RecordTypes.Find(source["record:".Length..]) is not null : Sources.Contains(source), $"{pointer}/sources/{i}", "unknown", "record: and a record type of the domain, form, upload or declaration.");
            errors.Require(!register || i == 0, $"{pointer}/sources/{i}", "order", "Registers are asked first, and one of them only.");
        }
        if (rule.RecordType is { } type && RecordTypes.Find(type) is { } record)
            errors.Require((rule.Subject == Party.Worker ? record.PersonField : record.EmployerField) is not null, $"{pointer}/subject", "subject", "That record type is not about them.");
        errors.Require(rule.MaxAgeDays is null || (rule is { RecordType: not null, NeedsEveryRecord: false, MaxAgeDays: >= 0 and <= 36_500 }), $"{pointer}/maxAgeDays", "range", "0 to 36500 days, for a record of which the latest counts.");
        if (rule.Test is { } test) Test(rule, test, $"{pointer}/test", errors);
    }

    private static void Test(EvidenceRule rule, EvidenceTest test, string pointer, FieldErrors errors)
    {
        var ofForm = test.Name is EvidenceTestName.ValidAfterEnd or EvidenceTestName.StayCoversWork or EvidenceTestName.ContractAtLeast;
        errors.Require(ofForm ? rule.Sources.Contains("form") : rule.RecordType is not null, $"{pointer}/name", "source", ofForm ? "This test reads the form." : "This test reads a record.");
        errors.Require((test.Limit is not null) == (test.Name is EvidenceTestName.ArrearsAtMost or EvidenceTestName.AtLeast), $"{pointer}/limit", "parameter", "For arrears-at-most and at-least.");
        errors.Require((test.Days is not null) == (test.Name is EvidenceTestName.ValidAfterEnd), $"{pointer}/days", "parameter", "For valid-after-end.");
        errors.Require((test.Months is not null) == (test.Name is EvidenceTestName.ContractAtLeast), $"{pointer}/months", "parameter", "For contract-at-least.");
        errors.Require((test.Values is { Count: > 0 }) == (test.Name is EvidenceTestName.OneOf), $"{pointer}/values", "parameter", "For one-of.");
        errors.Require((test.Field is not null) == (test.Name is EvidenceTestName.OneOf or EvidenceTestName.AtLeast), $"{pointer}/field", "parameter", "For one-of and at-least.");
        if (test.Field is { } field && rule.RecordType is { } type && RecordTypes.Find(type) is { } record)
            errors.Require(record.Fields.Contains(field), $"{pointer}/field", "unknown", "A member of that record type.");
    }
}
