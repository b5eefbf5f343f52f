using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>Where an application stands (domain 2.4).</summary>
[JsonConverter(typeof(KebabCaseEnum<ApplicationStatus>))]
public enum ApplicationStatus
{
    /// <summary>Being written by the applicant.</summary>
    Draft,

    /// <summary>Filed; the competent authority looks whether everything is there.</summary>
    Submitted,

    /// <summary>Information is awaited from the applicant; the clock stands still.</summary>
    Incomplete,

    /// <summary>Complete; the authorities check.</summary>
    ChecksRunning,

    /// <summary>All checks are in; an official decides.</summary>
    ReadyForDecision,

    /// <summary>Granted.</summary>
    Granted,

    /// <summary>Granted, with conditions.</summary>
    GrantedWithConditions,

    /// <summary>Refused with written reasons.</summary>
    Refused,

    /// <summary>Not reviewed: information did not come in time.</summary>
    NotReviewed,

    /// <summary>Inadmissible: the quota has no place.</summary>
    InadmissibleQuota,

    /// <summary>Discontinued: what it waited for did not come.</summary>
    Discontinued,

    /// <summary>Withdrawn by the applicant.</summary>
    Withdrawn,
}

/// <summary>Where an authority's task stands.</summary>
[JsonConverter(typeof(KebabCaseEnum<StepStatus>))]
public enum StepStatus
{
    /// <summary>Waits for an official.</summary>
    Open,

    /// <summary>An official works on it.</summary>
    Claimed,

    /// <summary>Waits for an answer of the applicant.</summary>
    AwaitingApplicant,

    /// <summary>Answered.</summary>
    Done,

    /// <summary>The time passed; silence counts as no objection.</summary>
    NoObjection,

    /// <summary>Not needed any more: the application ended.</summary>
    Cancelled,
}

/// <summary>Why the applicant is asked.</summary>
[JsonConverter(typeof(KebabCaseEnum<InquiryKind>))]
public enum InquiryKind
{
    /// <summary>Information is missing; the clock stands still.</summary>
    Information,

    /// <summary>An adverse decision is intended; the applicant is heard first (HMS § 40, Charter art. 41). The clock runs on.</summary>
    Hearing,
}
