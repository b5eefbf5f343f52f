using System.Text.Json.Serialization;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>One thing that the scheme wants proven, and what is known about it. Carries no personal data: only what the test says.</summary>
/// <param name="Type">The scheme's evidence type.</param>
/// <param name="Source">Where it comes from: <c>record:TYPE</c>, <c>form</c>, <c>upload</c> or <c>declaration</c>.</param>
/// <param name="Result">What the test says.</param>
/// <param name="Record">The record, if a register holds one.</param>
/// <param name="AsOf">When the register's copy was published.</param>
[GenerateSerializer, Immutable]
public sealed record EvidenceItem(string Type, string Source, EvidenceResult Result, RecordId? Record = null, DateTimeOffset? AsOf = null);

/// <summary>What a test of evidence says.</summary>
[JsonConverter(typeof(KebabCaseEnum<EvidenceResult>))]
public enum EvidenceResult
{
    /// <summary>It shows what it must.</summary>
    Met,

    /// <summary>It shows the contrary.</summary>
    NotMet,

    /// <summary>No register holds it; the competent authority asks or looks it up.</summary>
    Missing,

    /// <summary>It shows a part: a stay that ends before the work does.</summary>
    PartlyMet,
}
