using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Documents;

/// <summary>Where a document stands. Only a clean one is ever handed out.</summary>
[JsonConverter(typeof(KebabCaseEnum<DocumentStatus>))]
public enum DocumentStatus
{
    /// <summary>Waits for the scanner.</summary>
    Quarantined,

    /// <summary>The scanner found nothing, or the installation says that none is wanted.</summary>
    Clean,

    /// <summary>The scanner found malware; the content is destroyed.</summary>
    Infected,

    /// <summary>The scanner could not say; it is asked again.</summary>
    ScanFailed,

    /// <summary>The applicant took it back; the content is destroyed.</summary>
    Deleted,

    /// <summary>Its retention is over; the content is destroyed.</summary>
    Destroyed,
}
