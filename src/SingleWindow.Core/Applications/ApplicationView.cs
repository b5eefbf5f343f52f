using SingleWindow.Core.Appeals;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Applications;

/// <summary>An application as its applicant sees it.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="SchemeVersion">Version of the scheme; pinned once the application is complete.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reference">The applicant's own reference.</param>
/// <param name="Employer">Who files it.</param>
/// <param name="WorkerId">The worker's id, from submission on.</param>
/// <param name="Form">What the applicant wrote; null after erasure.</param>
/// <param name="Evidence">What registers and declarations prove.</param>
/// <param name="SubmittedOn">Legal day of submission.</param>
/// <param name="CompleteOn">Legal day on which the last required information was there.</param>
/// <param name="DueOn">Last day for the decision; null while the clock does not run.</param>
/// <param name="Overdue">True when that day passed without a decision.</param>
/// <param name="Inquiries">What the applicant was asked.</param>
/// <param name="Steps">What the authorities do.</param>
/// <param name="Permit">The permit, once granted.</param>
/// <param name="Timeline">What happened, in words.</param>
/// <param name="Conditions">Conditions of the grant, in words.</param>
/// <param name="Appeals">Your own challenges of the decision.</param>
/// <param name="Renews">The permit that it renews or takes over.</param>
/// <param name="Quota">Where it stands with the quota of its scheme; its turn is told when it is read.</param>
/// <param name="AwaitsEmployer">True while the employer has not confirmed its part of what the worker began: the employer saves the draft, or files it.</param>
[GenerateSerializer, Immutable]
public sealed record ApplicationView(
    ApplicationId Id, string Scheme, string? SchemeVersion, ApplicationStatus Status, string? Reference, EmployerId Employer, WorkerId? WorkerId, ApplicationForm? Form,
    IReadOnlyList<EvidenceItem> Evidence, DateOnly? SubmittedOn, DateOnly? CompleteOn, DateOnly? DueOn, bool Overdue,
    IReadOnlyList<InquiryView> Inquiries, IReadOnlyList<StepView> Steps, PermitId? Permit, IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyList<string> Conditions, IReadOnlyList<AppealView> Appeals, PermitId? Renews, QuotaStanding? Quota = null, bool? AwaitsEmployer = null);

/// <summary>A request to the applicant.</summary>
/// <param name="Number">To name it in the answer.</param>
/// <param name="Kind">Information, or a hearing before an adverse decision.</param>
/// <param name="From">Code of the authority that asks.</param>
/// <param name="Items">What is asked for, or the intended grounds.</param>
/// <param name="Text">In words.</param>
/// <param name="RequestedOn">Legal day.</param>
/// <param name="ReplyBy">Last legal day to reply.</param>
/// <param name="AnsweredOn">Legal day of the answer; of a hearing with two sides, of your own.</param>
[GenerateSerializer, Immutable]
public sealed record InquiryView(int Number, InquiryKind Kind, string From, IReadOnlyList<string> Items, string? Text, DateOnly RequestedOn, DateOnly ReplyBy, DateOnly? AnsweredOn)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>One authority's step.</summary>
/// <param name="Code">The scheme's code.</param>
/// <param name="Title">In words.</param>
/// <param name="Authority">Code of the authority.</param>
/// <param name="AuthorityName">In words.</param>
/// <param name="Status">Where it stands; null when it has not begun.</param>
/// <param name="Outcome">What the authority answered.</param>
/// <param name="DueOn">Last legal day.</param>
[GenerateSerializer, Immutable]
public sealed record StepView(string Code, string Title, string Authority, string AuthorityName, StepStatus? Status, string? Outcome, DateOnly? DueOn);

/// <summary>Something that happened, for lay readers.</summary>
/// <param name="At">When.</param>
/// <param name="Code">Stable code, for machines.</param>
/// <param name="Text">In plain words; no personal data.</param>
[GenerateSerializer, Immutable]
public sealed record TimelineEntry(DateTimeOffset At, string Code, string Text);

/// <summary>A decision, as served.</summary>
/// <param name="Application">The application that it decides.</param>
/// <param name="Outcome">granted, granted-with-conditions, refused, inadmissible-quota or not-reviewed.</param>
/// <param name="DecidedOn">Legal day on which it was signed.</param>
/// <param name="Authority">Code of the deciding authority.</param>
/// <param name="SignedBy">Name and position of the official.</param>
/// <param name="Grounds">Coded grounds with their titles.</param>
/// <param name="Reasons">In words.</param>
/// <param name="LegalBasis">Acts and paragraphs.</param>
/// <param name="AppealTo">Where it can be challenged.</param>
/// <param name="AppealUntil">Last legal day for that, counted from service on you.</param>
/// <param name="Permit">The permit, if granted.</param>
/// <param name="Conditions">Conditions of the grant, in words.</param>
/// <param name="ServedOn">Legal day of service on you: that of your first reading, and five days after the decision at the latest.</param>
/// <param name="SchemeTitle">The scheme of the application, in words.</param>
[GenerateSerializer, Immutable]
public sealed record DecisionView(
    ApplicationId Application, ApplicationStatus Outcome, DateOnly DecidedOn, string Authority, string? SignedBy, IReadOnlyList<GroundView> Grounds, string? Reasons,
    IReadOnlyList<string> LegalBasis, string AppealTo, DateOnly AppealUntil, PermitId? Permit, IReadOnlyList<string> Conditions, DateOnly? ServedOn = null, string? SchemeTitle = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>A ground in words.</summary>
[GenerateSerializer, Immutable]
public sealed record GroundView(string Code, string Title);
