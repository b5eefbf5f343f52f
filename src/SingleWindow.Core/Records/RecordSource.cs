using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Records;

/// <summary>Where a record comes from.</summary>
[JsonConverter(typeof(KebabCaseEnum<RecordSource>))]
public enum RecordSource
{
    /// <summary>From the register of the authority that owns its type.</summary>
    Register,

    /// <summary>From an employer or a worker, who says so himself.</summary>
    Declared,
}
