using System.Text.Json.Serialization;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>Where an obligation stands.</summary>
[JsonConverter(typeof(KebabCaseEnum<ObligationStatus>))]
public enum ObligationStatus
{
    /// <summary>What makes it due has not happened.</summary>
    NotYetDue,

    /// <summary>It is to be done now.</summary>
    Open,

    /// <summary>A register or a notice shows that it was done in time.</summary>
    Satisfied,

    /// <summary>A register or a notice shows that it was done, too late.</summary>
    SatisfiedLate,

    /// <summary>A register holds what was declared; whether it was enough is not judged here, but by an alert rule.</summary>
    Recorded,

    /// <summary>Its last day has passed, and nothing shows that it was done.</summary>
    Overdue,

    /// <summary>Its last day has passed, and no register tells the hub about it: nothing is said against anybody.</summary>
    Unrecorded,
}

/// <summary>An obligation of a scheme, on one occasion of one permit.</summary>
/// <param name="Code">The scheme's code.</param>
/// <param name="Who">Whose it is.</param>
/// <param name="To">Code of the authority, or <c>employer</c> for what is kept at the employer's.</param>
/// <param name="Employer">For whom the holder works then.</param>
/// <param name="OpensOn">First legal day on which it is to be done; null while nothing has made it due.</param>
/// <param name="Since">The day of the occasion, such as the last of a month; null while nothing has made it due.</param>
/// <param name="DueOn">Its last legal day.</param>
/// <param name="IsRecorded">True when a register or a notice can show that it was done.</param>
/// <param name="SatisfiedOn">Legal day on which the hub was told that it was done.</param>
/// <param name="SatisfiedBy">The record type that says so, or <c>notice</c>.</param>
/// <param name="OwesMore">True when a record shows only that something was declared: an amount is owed, and not a declaration.</param>
public sealed record PermitObligation(
    string Code, Party Who, string To, EmployerId Employer, DateOnly? OpensOn, DateOnly? Since, DateOnly? DueOn, bool IsRecorded, DateOnly? SatisfiedOn, string? SatisfiedBy, bool OwesMore = false)
{
    /// <summary>Where it stands on a day.</summary>
    public ObligationStatus On(DateOnly today) =>
        SatisfiedOn is not null && OwesMore ? ObligationStatus.Recorded
        : SatisfiedOn is { } done ? (done <= DueOn ? ObligationStatus.Satisfied : ObligationStatus.SatisfiedLate)
        : today > DueOn ? (IsRecorded ? ObligationStatus.Overdue : ObligationStatus.Unrecorded)
        : today >= OpensOn ? ObligationStatus.Open
        : ObligationStatus.NotYetDue;
}

/// <summary>What a version of a record says about the holder of a permit.</summary>
/// <param name="Record">Which entry of the register.</param>
/// <param name="Type">Record type.</param>
/// <param name="Employer">About which employer; null when it is about the worker alone, or about an employer whom the hub does not know.</param>
/// <param name="From">First day for which it holds; of a month, its first.</param>
/// <param name="To">Last day, where the register names one.</param>
/// <param name="On">Legal day on which the hub was told.</param>
public sealed record RegisteredFact(RecordId Record, string Type, EmployerId? Employer, DateOnly? From, DateOnly? To, DateOnly On);

/// <summary>An obligation after a grant.</summary>
/// <param name="Permit">The permit.</param>
/// <param name="Code">The scheme's code.</param>
/// <param name="Who">Whose it is: employer or worker.</param>
/// <param name="To">Code of the authority, or <c>employer</c> for what is kept at the employer's.</param>
/// <param name="Since">The day of the occasion, such as the last of a month; absent while nothing has made it due.</param>
/// <param name="DueOn">Its last legal day.</param>
/// <param name="Status">Where it stands today.</param>
/// <param name="SatisfiedOn">Legal day on which the hub was told that it was done.</param>
/// <param name="SatisfiedBy">The record type that says so, or <c>notice</c>.</param>
[GenerateSerializer, Immutable]
public sealed record ObligationView(
    [property: Id(0)] PermitId Permit, [property: Id(1)] string Code, [property: Id(2)] Party Who, [property: Id(3)] string To, [property: Id(4)] DateOnly? Since,
    [property: Id(5)] DateOnly? DueOn, [property: Id(6)] ObligationStatus Status, [property: Id(7)] DateOnly? SatisfiedOn, [property: Id(8)] string? SatisfiedBy);
