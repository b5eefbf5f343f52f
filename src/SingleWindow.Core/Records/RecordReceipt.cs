using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Records;

/// <summary>What became of an entry that a register sent.</summary>
/// <param name="Record">Opaque id.</param>
/// <param name="Version">The version that the entry stands in.</param>
/// <param name="Status">Created, corrected or unchanged.</param>
[GenerateSerializer, Immutable]
public sealed record RecordReceipt(RecordId Record, int Version, RecordRowStatus Status);

/// <summary>What became of a row.</summary>
[JsonConverter(typeof(KebabCaseEnum<RecordRowStatus>))]
public enum RecordRowStatus
{
    /// <summary>It is the first version of a record.</summary>
    Created,

    /// <summary>It is a new version of a record that was there.</summary>
    Corrected,

    /// <summary>The record says this already.</summary>
    Unchanged,

    /// <summary>It breaks a rule, or could not be taken in; nothing was written.</summary>
    Refused,
}
