using System.Text.Json.Serialization;
using SingleWindow.Core.Appeals;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Applications;

/// <summary>What can happen to an application. Stored names and versions are a contract; see <c>src/README.md</c>.</summary>
public abstract partial record ApplicationEvent
{
    private ApplicationEvent() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>The employer, or the worker where the scheme lets either apply, began to write it.</summary>
    [EventName("application.drafted", 1)]
    public sealed record Drafted(ApplicationId Application, EmployerId Employer, string Scheme, string? Reference, [Personal] ApplicationForm? Form, DateTimeOffset At, PermitId? Renews = null, bool? ChangesEmployer = null,
        bool? ByWorker = null) : ApplicationEvent;

    /// <summary>One side saved the draft.</summary>
    /// <param name="Reference">The employer's own.</param>
    /// <param name="Form">The whole form.</param>
    /// <param name="At">When.</param>
    /// <param name="Confirms">True: the employer stands by its part of what the worker began.</param>
    [EventName("application.draft-saved", 1)]
    public sealed record DraftSaved(string? Reference, [Personal] ApplicationForm? Form, DateTimeOffset At, bool? Confirms = null) : ApplicationEvent;

    /// <summary>It was filed.</summary>
    /// <param name="Worker">About whom it is.</param>
    /// <param name="SchemeVersion">Of the law of that day.</param>
    /// <param name="Evidence">What was proven then.</param>
    /// <param name="On">Legal day.</param>
    /// <param name="Form">What was filed.</param>
    /// <param name="At">When.</param>
    /// <param name="By">Which of two sides filed it; left out where there is one.</param>
    /// <param name="Said">What the evidence rests on.</param>
    [EventName("application.submitted", 2)]
    public sealed record Submitted(
        WorkerId Worker, string SchemeVersion, IReadOnlyList<EvidenceItem> Evidence, DateOnly On, [Personal] ApplicationForm? Form, DateTimeOffset At, ApplicantSide? By = null,
        [Personal] IReadOnlyList<EvidenceCopy>? Said = null) : ApplicationEvent;

    /// <summary>An authority has a task; with a number that it had before, it has it again after the applicant's answer.</summary>
    /// <param name="Task">Number of the task.</param>
    /// <param name="Step">Code of the scheme's step.</param>
    /// <param name="Authority">Whose it is.</param>
    /// <param name="Decides">True for the deciding step.</param>
    /// <param name="DueOn">Last legal day, or null.</param>
    /// <param name="DueAt">The instant after that day.</param>
    /// <param name="At">When.</param>
    /// <param name="SchemeVersion">The version of the scheme that says what the step is, where the case has another one; else left out.</param>
    [EventName("application.task-opened", 1)]
    public sealed record TaskOpened(int Task, string Step, string Authority, bool Decides, DateOnly? DueOn, DateTimeOffset? DueAt, DateTimeOffset At, string? SchemeVersion = null) : ApplicationEvent;

    /// <summary>An official took it on.</summary>
    [EventName("application.task-claimed", 1)]
    public sealed record TaskClaimed(int Task, OfficialId Official, DateTimeOffset At) : ApplicationEvent;

    /// <summary>The applicant is asked: for information, or to be heard.</summary>
    [EventName("application.inquiry-opened", 1)]
    public sealed record InquiryOpened(
        int Inquiry, InquiryKind Kind, int Task, IReadOnlyList<string> Items, DateOnly On, DateOnly ReplyBy, DateTimeOffset LapsesAt, [Personal] string? Text, DateTimeOffset At) : ApplicationEvent;

    /// <summary>The applicant answered; in a hearing of two sides, one of them.</summary>
    [EventName("application.inquiry-answered", 2)]
    public sealed record InquiryAnswered(
        int Inquiry, DateOnly On, [Personal] string? Text, [Personal] ApplicationForm? Form, DateTimeOffset At, IReadOnlyList<EvidenceItem>? Evidence = null, ApplicantSide? Side = null,
        [Personal] IReadOnlyList<EvidenceCopy>? Said = null) : ApplicationEvent;

    /// <summary>The applicant did not answer in time.</summary>
    [EventName("application.inquiry-lapsed", 1)]
    public sealed record InquiryLapsed(int Inquiry, DateTimeOffset At) : ApplicationEvent;

    /// <summary>Everything required is there since <paramref name="On"/>: the clock runs from that day, under this version of the scheme.</summary>
    [EventName("application.completed", 2)]
    public sealed record Completed(DateOnly On, string SchemeVersion, DateTimeOffset At, IReadOnlyList<EvidenceItem>? Evidence = null, [Personal] IReadOnlyList<EvidenceCopy>? Said = null) : ApplicationEvent;

    /// <summary>The last day for the decision is (again) known, or null while information is awaited.</summary>
    [EventName("application.due-set", 1)]
    public sealed record DueSet(DateOnly? DueOn, DateTimeOffset? DueAt, DateTimeOffset At) : ApplicationEvent;

    /// <summary>An authority answered.</summary>
    /// <param name="Task">Number of the task.</param>
    /// <param name="Outcome">One of the step's outcomes.</param>
    /// <param name="Official">Who signed.</param>
    /// <param name="Findings">In words.</param>
    /// <param name="At">When.</param>
    /// <param name="Objects">True when it objects, else left out.</param>
    /// <param name="ServesUntil">Last legal day on which a grant may rest on it, where the law says one.</param>
    /// <param name="StaleAt">The instant after that day.</param>
    [EventName("application.task-done", 1)]
    public sealed record TaskDone(
        int Task, string Outcome, OfficialId? Official, [Personal] string? Findings, DateTimeOffset At, bool? Objects = null,
        DateOnly? ServesUntil = null, DateTimeOffset? StaleAt = null) : ApplicationEvent;

    /// <summary>An authority's time passed.</summary>
    [EventName("application.task-timed-out", 1)]
    public sealed record TaskTimedOut(int Task, bool NoObjection, DateTimeOffset At) : ApplicationEvent;

    /// <summary>Information is awaited from the applicant, so the time of this check stands still.</summary>
    /// <param name="Task">Number of the task.</param>
    /// <param name="Left">What is left of its time after today.</param>
    /// <param name="At">When.</param>
    [EventName("application.task-paused", 1)]
    public sealed record TaskPaused(int Task, Period Left, DateTimeOffset At) : ApplicationEvent;

    /// <summary>Nothing is awaited any more: the rest of the check's time runs.</summary>
    [EventName("application.task-resumed", 1)]
    public sealed record TaskResumed(int Task, DateOnly DueOn, DateTimeOffset DueAt, DateTimeOffset At) : ApplicationEvent;

    /// <summary>The statutory period passed without a decision.</summary>
    [EventName("application.overdue", 1)]
    public sealed record Overdue(DateOnly DueOn, DateTimeOffset At) : ApplicationEvent;

    /// <summary>A named official decided.</summary>
    [EventName("application.decided", 1)]
    public sealed record Decided(
        ApplicationStatus Outcome, IReadOnlyList<string> Grounds, IReadOnlyList<string> LegalBasis, [Personal] string? Reasons, OfficialId Official, [Personal] string? SignedBy,
        string Authority, DateOnly On, string AppealTo, DateOnly AppealUntil, PermitGrant? Grant, [Personal] PermitTerms? Terms, DateTimeOffset At) : ApplicationEvent;

    /// <summary>One side has read the decision for the first time, before it would have counted as served anyway.</summary>
    /// <param name="Side">Which.</param>
    /// <param name="On">Legal day of service.</param>
    /// <param name="AppealUntil">Last legal day for this side to challenge it.</param>
    /// <param name="At">When.</param>
    [EventName("application.served", 1)]
    public sealed record Served(ApplicantSide Side, DateOnly On, DateOnly AppealUntil, DateTimeOffset At) : ApplicationEvent;

    /// <summary>A check found that nothing can follow: the others are left out, and the deciding authority hears the applicant.</summary>
    [EventName("application.checks-left-out", 1)]
    public sealed record ChecksLeftOut(string Step, DateTimeOffset At) : ApplicationEvent;

    /// <summary>The deciding authority took more time, once.</summary>
    [EventName("application.extended", 1)]
    public sealed record Extended(Period By, OfficialId Official, [Personal] string? Reason, DateTimeOffset At) : ApplicationEvent;

    /// <summary>What the case waited for did not come.</summary>
    [EventName("application.discontinued", 1)]
    public sealed record Discontinued(string Step, DateOnly On, DateTimeOffset At) : ApplicationEvent;

    /// <summary>One side challenged the decision; none named: the employer.</summary>
    [EventName("application.appealed", 1)]
    public sealed record Appealed(int Appeal, DateOnly On, [Personal] string? Text, DateTimeOffset At, ApplicantSide? Side = null) : ApplicationEvent;

    /// <summary>An appeal was decided; an annulled decision is taken again, unless it has been already (<paramref name="Reopens"/> is false then).</summary>
    [EventName("application.appeal-decided", 1)]
    public sealed record AppealDecided(int Appeal, AppealResult Result, DateOnly On, [Personal] string? Reasons, OfficialId Official, DateTimeOffset At, bool? Reopens = null) : ApplicationEvent
    {
        /// <summary>True when the decision is taken again because of it.</summary>
        [JsonIgnore]
        public bool TakesAgain => Result == AppealResult.Annulled && Reopens is not false;
    }

    /// <summary>The applicant took it back.</summary>
    [EventName("application.withdrawn", 1)]
    public sealed record Withdrawn([Personal] string? Reason, DateTimeOffset At) : ApplicationEvent;
}

/// <summary>What a grant gives; enough for the permit to be made from the event alone.</summary>
/// <param name="Permit">The permit that follows.</param>
/// <param name="Holder">The worker.</param>
/// <param name="Employer">The employer.</param>
/// <param name="Scheme">Scheme id.</param>
/// <param name="SchemeVersion">Version in force when the application was complete.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Renews">The permit that it follows, or null.</param>
public sealed record PermitGrant(PermitId Permit, WorkerId Holder, EmployerId Employer, string Scheme, string SchemeVersion, DateOnly From, DateOnly To, PermitId? Renews = null);
