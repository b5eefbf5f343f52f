using System.Text.Json.Serialization;
using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>One thing that the scheme wants proven, and what is known about it. Without <paramref name="Said"/> it carries no personal data: only what the test says.</summary>
/// <param name="Type">The scheme's evidence type.</param>
/// <param name="Source">Where it comes from: <c>record:TYPE</c>, <c>form</c>, <c>upload</c> or <c>declaration</c>.</param>
/// <param name="Result">What the test says.</param>
/// <param name="Record">The record, if a register holds one.</param>
/// <param name="AsOf">When the register's copy was published.</param>
/// <param name="Outdated">Why what the register holds does not count any more, so that the applicant is asked after all.</param>
/// <param name="Version">Which version of the record says so.</param>
/// <param name="Said">What the record said, as far as the test looked: the case's own copy, kept as long as its file (<see cref="EvidenceCopy"/>).</param>
[GenerateSerializer, Immutable]
public sealed record EvidenceItem(
    string Type, string Source, EvidenceResult Result, RecordId? Record = null, DateTimeOffset? AsOf = null, OutdatedEvidence? Outdated = null, int? Version = null, IReadOnlyList<EvidenceMember>? Said = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);

    /// <summary>True when a register proves it, or the contrary: nobody had to give it. That a register of sanctions holds nothing is an answer too.</summary>
    [JsonIgnore]
    public bool IsOfRegister => Result != EvidenceResult.Missing && Source.StartsWith("record:", StringComparison.Ordinal);
}

/// <summary>Why an entry of a register proves nothing any more.</summary>
[JsonConverter(typeof(KebabCaseEnum<OutdatedEvidence>))]
public enum OutdatedEvidence
{
    /// <summary>It is older than the scheme's <c>maxAgeDays</c>.</summary>
    TooOld,

    /// <summary>It says itself that it held until a day before.</summary>
    Over,
}

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

    /// <summary>A register holds it; what it says about the worker is told to the worker and to the authorities, and not to the employer. Never stored.</summary>
    Held,
}
