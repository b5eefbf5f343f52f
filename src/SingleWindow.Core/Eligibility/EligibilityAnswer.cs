using System.Text.Json.Serialization;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Eligibility;

/// <summary>What every scheme says that takes applications today.</summary>
/// <param name="Schemes">One answer each, by id.</param>
public sealed record EligibilityAnswer(IReadOnlyList<SchemeEligibility> Schemes);

/// <summary>One scheme's answer. It binds nobody: an official decides on an application.</summary>
/// <param name="Scheme">Id of the scheme.</param>
/// <param name="Version">Of its definition.</param>
/// <param name="Title">For people.</param>
/// <param name="Status">in-force, or how far it is from being law: such schemes are answered only where they take applications for trying out.</param>
/// <param name="Verdict">What the reasons come to.</param>
/// <param name="Reasons">Rule by rule: why, why not, and what must be known.</param>
/// <param name="Applicant">Who files.</param>
/// <param name="ApplyFrom">Where the worker may be then.</param>
/// <param name="RequiredPay">The least gross pay a month for these hours and this category; absent when there is none, or the hours are not known.</param>
/// <param name="Evidence">What will be wanted, and where it comes from.</param>
/// <param name="Quota">Places of this year; absent where none are counted.</param>
/// <param name="Fees">State fees.</param>
/// <param name="DecisionPeriod">The statutory time for the decision.</param>
/// <param name="ChangeEmployer">What a change of employer takes; absent: the scheme does not say.</param>
/// <param name="MedianDecisionDays">Days from completeness to the decision, at the median of the last whole month; absent when fewer than ten were decided in it.</param>
public sealed record SchemeEligibility(
    string Scheme, string Version, string Title, SchemeStatus Status, Verdict Verdict, IReadOnlyList<EligibilityReason> Reasons, ApplicantRule Applicant, IReadOnlyList<ApplyFrom> ApplyFrom,
    Money? RequiredPay, IReadOnlyList<EvidenceAsked> Evidence, PlacesLeft? Quota, IReadOnlyList<Fee> Fees, Period DecisionPeriod, ChangeEmployerRule? ChangeEmployer, int? MedianDecisionDays);

/// <summary>What the reasons come to.</summary>
[JsonConverter(typeof(KebabCaseEnum<Verdict>))]
public enum Verdict
{
    /// <summary>Every rule that a machine can judge is met.</summary>
    Fits,

    /// <summary>At least one is not.</summary>
    DoesNotFit,

    /// <summary>None is broken, but something must be known first.</summary>
    MoreNeeded,
}

/// <summary>What one rule says.</summary>
/// <param name="Code">Stable, the same as in the refusal of a submission.</param>
/// <param name="Pointer">JSON pointer to the member of the question; empty: the question as a whole.</param>
/// <param name="Detail">In words.</param>
/// <param name="Result">Whether it is met.</param>
public sealed record EligibilityReason(string Code, string Pointer, string Detail, ReasonResult Result);

/// <summary>Whether a rule is met.</summary>
[JsonConverter(typeof(KebabCaseEnum<ReasonResult>))]
public enum ReasonResult
{
    /// <summary>It is.</summary>
    Met,

    /// <summary>It is not.</summary>
    NotMet,

    /// <summary>The member must be known before anybody can say.</summary>
    NeededToKnow,
}

/// <summary>Evidence that the scheme wants.</summary>
/// <param name="Type">Type of evidence.</param>
/// <param name="Subject">Of whom it is asked; where the employer files alone, he gives it for both.</param>
/// <param name="Register">Record type of the register that is read before anybody is asked; absent: no register holds it.</param>
/// <param name="Asked">How it is given: form, upload or declaration, in this order; empty: nobody is asked.</param>
/// <param name="Mandatory">Whether an application without it is incomplete.</param>
/// <param name="When">In which cases only; absent: in every case.</param>
public sealed record EvidenceAsked(string Type, Party Subject, string? Register, IReadOnlyList<string> Asked, bool Mandatory, IReadOnlyList<string>? When);

/// <summary>Places of a quota.</summary>
/// <param name="Id">Id of the quota.</param>
/// <param name="Year">Calendar year.</param>
/// <param name="Exempt">True when this case needs no place.</param>
/// <param name="Left">Places that nobody holds; absent where the law sets no number.</param>
/// <param name="PerEmployerMax">How many one employer may hold; absent: no cap.</param>
public sealed record PlacesLeft(string Id, int Year, bool Exempt, int? Left, int? PerEmployerMax);
