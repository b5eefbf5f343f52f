using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>One thing to prove.</summary>
/// <param name="Type">Such as <c>tax-standing</c>.</param>
/// <param name="Subject">employer or worker.</param>
/// <param name="Sources">In order: <c>record:TYPE</c>, <c>form</c>, <c>upload</c>, <c>declaration</c>.</param>
/// <param name="Mandatory">Whether an application without it is incomplete, and never granted. What only a register can hold the authority looks up: its silence is nobody's fault.</param>
/// <param name="Test">What it must show, or null: that it is there.</param>
/// <param name="When">In which cases it is wanted; null or empty: in all.</param>
/// <param name="MaxAgeDays">How many days after its day a record still counts; null: as long as it does not say that it is over.</param>
public sealed record EvidenceRule(string Type, Party Subject, IReadOnlyList<string> Sources, bool Mandatory, EvidenceTest? Test = null, IReadOnlyList<Condition>? When = null, int? MaxAgeDays = null)
{
    /// <summary>The register that holds it, or null when the applicant gives it.</summary>
    [JsonIgnore]
    public string? RecordType => Sources.FirstOrDefault(source => source.StartsWith("record:", StringComparison.Ordinal))?["record:".Length..];

    /// <summary>True when one entry of the register may decide it, whichever it is; otherwise the latest one counts.</summary>
    [JsonIgnore]
    public bool NeedsEveryRecord => Test?.Name == EvidenceTestName.NoFinalSanction;

    /// <summary>True when the applicant declares it in the form's evidence list.</summary>
    [JsonIgnore]
    public bool IsDeclared => Sources.Contains("declaration");

    /// <summary>True when a document proves it.</summary>
    [JsonIgnore]
    public bool IsUploaded => Sources.Contains("upload");

    /// <summary>True when the applicant can give it beside the form, if no register does: with a document or as a statement. What a form must say is asked of the form itself.</summary>
    [JsonIgnore]
    public bool IsGiven => (IsUploaded || IsDeclared) && !Sources.Contains("form");

    /// <summary>True when this case needs it.</summary>
    public bool AppliesTo(CaseFacts facts) => When is null || When.Allow(facts);
}

/// <summary>A named test with its parameters.</summary>
/// <param name="Name">Which test.</param>
/// <param name="Limit">The number to compare with.</param>
/// <param name="Days">Days, for valid-after-end.</param>
/// <param name="Months">Months, for contract-at-least.</param>
/// <param name="Field">Member of the record to look at.</param>
/// <param name="Values">What that member may say.</param>
public sealed record EvidenceTest(EvidenceTestName Name, decimal? Limit = null, int? Days = null, int? Months = null, string? Field = null, IReadOnlyList<string>? Values = null);

/// <summary>The tests that a scheme may name.</summary>
[JsonConverter(typeof(KebabCaseEnum<EvidenceTestName>))]
public enum EvidenceTestName
{
    /// <summary>The register says that the employer is active.</summary>
    EmployerActive,

    /// <summary>Tax arrears are at most <c>limit</c>.</summary>
    ArrearsAtMost,

    /// <summary>No sanction is final and in force.</summary>
    NoFinalSanction,

    /// <summary>The travel document is valid <c>days</c> after the last day of work.</summary>
    ValidAfterEnd,

    /// <summary>The stay has a lawful basis until the last day of work.</summary>
    StayCoversWork,

    /// <summary>The work lasts at least <c>months</c>.</summary>
    ContractAtLeast,

    /// <summary>The record's number <c>field</c> is at least <c>limit</c>.</summary>
    AtLeast,

    /// <summary>The record's <c>field</c> is one of <c>values</c>.</summary>
    OneOf,
}
