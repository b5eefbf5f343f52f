using System.Collections.Immutable;
using SingleWindow.Core.Appeals;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Applications;

/// <summary>An application as its events have made it. Rules are in <c>Decide</c>, history in <c>Evolve</c>; neither reads a clock or a database.</summary>
public sealed partial record Application
{
    /// <summary>Before anything happened.</summary>
    public static readonly Application Initial = new();

    /// <summary>Its id.</summary>
    public ApplicationId Id { get; private init; }

    /// <summary>Who files it.</summary>
    public EmployerId Employer { get; private init; }

    /// <summary>Under which scheme; empty before the draft.</summary>
    public string Scheme { get; private init; } = "";

    /// <summary>The version of the scheme: in force at submission, then pinned at completeness.</summary>
    public string? SchemeVersion { get; private init; }

    /// <summary>The worker, from submission on.</summary>
    public WorkerId? Worker { get; private init; }

    /// <summary>The applicant's own reference.</summary>
    public string? Reference { get; private init; }

    /// <summary>What the applicant wrote; null after erasure.</summary>
    public ApplicationForm? Form { get; private init; }

    /// <summary>What registers and declarations prove.</summary>
    public IReadOnlyList<EvidenceItem> Evidence { get; private init; } = [];

    /// <summary>Legal day of submission.</summary>
    public DateOnly? SubmittedOn { get; private init; }

    /// <summary>Legal day on which the last required information was there.</summary>
    public DateOnly? CompleteOn { get; private init; }

    /// <summary>Last day for the decision; null while information is awaited.</summary>
    public DateOnly? DueOn { get; private init; }

    /// <summary>True when the statutory period passed without a decision.</summary>
    public bool Overdue { get; private init; }

    /// <summary>The permit that it renews or takes over, or null.</summary>
    public PermitId? Renews { get; private init; }

    /// <summary>True when that permit's holder comes from another employer.</summary>
    public bool ChangesEmployer { get; private init; }

    /// <summary>By how much the deciding authority extended its time; null: it did not.</summary>
    public Period? Extension { get; private init; }

    /// <summary>True when a check found that nothing can follow: no other check is awaited, and nothing can be granted.</summary>
    public bool ChecksLeftOut => LeftOutBy is not null;

    /// <summary>The step that found so, or null.</summary>
    public string? LeftOutBy { get; private init; }

    /// <summary>The authorities' tasks, by number from 1.</summary>
    public ImmutableList<AuthorityTask> Tasks { get; private init; } = [];

    /// <summary>Requests to the applicant, by number from 1.</summary>
    public ImmutableList<Inquiry> Inquiries { get; private init; } = [];

    /// <summary>The decision, once there is one.</summary>
    public DecisionTaken? Decision { get; private init; }

    /// <summary>How many decisions there were: one that was annulled is followed by another.</summary>
    public int Decisions { get; private init; }

    /// <summary>True when employer and worker each stand for themselves: each is heard, and each may challenge.</summary>
    public bool HasTwoSides => Claimant is not null;

    /// <summary>Challenges of a decision, by number from 1.</summary>
    public ImmutableList<AppealMade> Appeals { get; private init; } = [];

    /// <summary>What happened, for the timeline.</summary>
    public ImmutableList<Moment> History { get; private init; } = [];

    private bool IsWithdrawn { get; init; }

    private bool IsDiscontinued { get; init; }

    /// <summary>Legal day on which a decision was annulled: from then on the period counts anew.</summary>
    public DateOnly? AnnulledOn { get; private init; }

    /// <summary>Where it stands.</summary>
    public ApplicationStatus Status =>
        IsWithdrawn ? ApplicationStatus.Withdrawn
        : IsDiscontinued ? ApplicationStatus.Discontinued
        : Decision is { } decision ? decision.Outcome
        : SubmittedOn is null ? ApplicationStatus.Draft
        : Inquiries.Any(inquiry => inquiry.Awaits(InquiryKind.Information)) ? ApplicationStatus.Incomplete
        : CompleteOn is null ? ApplicationStatus.Submitted
        : Tasks.Exists(task => task.Decides) && Tasks.TrueForAll(task => task.Decides || task.IsFinished) ? ApplicationStatus.ReadyForDecision
        : ApplicationStatus.ChecksRunning;

    /// <summary>True after a decision, a withdrawal or a discontinuation.</summary>
    public bool HasEnded => IsWithdrawn || IsDiscontinued || Decision is not null;

    /// <summary>True while a challenge of the decision waits for its result.</summary>
    public bool UnderAppeal => Appeals.Exists(appeal => appeal.Result is null);

    /// <summary>
    /// The intervals in which the clock stands still; those before completeness change nothing. Silence ends the wait with the last day to reply:
    /// nobody gains time from an answer that does not come.
    /// </summary>
    public IReadOnlyList<Suspension> Suspensions =>
        [.. Inquiries.Where(inquiry => inquiry is { Kind: InquiryKind.Information, Waived: false }).Select(inquiry => new Suspension(inquiry.RequestedOn, inquiry.Lapsed ? inquiry.ReplyBy : inquiry.AnsweredOn))];

    /// <summary>The task with this number, or null.</summary>
    public AuthorityTask? Task(int number) => Tasks.Find(task => task.Number == number);

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>One authority's task.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Step">Code of the scheme's step.</param>
/// <param name="Authority">Whose it is.</param>
/// <param name="Decides">True for the deciding step.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="DueOn">Last legal day; null while its time stands still.</param>
/// <param name="DueAt">The instant after that day.</param>
public sealed record AuthorityTask(int Number, string Step, string Authority, bool Decides, StepStatus Status, DateTimeOffset OpenedAt, DateOnly? DueOn, DateTimeOffset? DueAt)
{
    /// <summary>The version of the scheme under which it was first opened: that one says what may be answered and what an answer does.</summary>
    public string? SchemeVersion { get; init; }

    /// <summary>Who took it on.</summary>
    public OfficialId? ClaimedBy { get; init; }

    /// <summary>What the authority answered.</summary>
    public string? Outcome { get; init; }

    /// <summary>What it found, in words.</summary>
    public string? Findings { get; init; }

    /// <summary>True when its time passed.</summary>
    public bool Overdue { get; init; }

    /// <summary>What is left of its time while it stands still; null: it runs, or it has none.</summary>
    public Period? Left { get; init; }

    /// <summary>When it was answered, or its silence began to count.</summary>
    public DateTimeOffset? PassedAt { get; init; }

    /// <summary>Last legal day on which a grant may rest on the answer; null: it does not grow old.</summary>
    public DateOnly? ServesUntil { get; init; }

    /// <summary>True when it was answered, or silence counts as an answer; what was cancelled was not.</summary>
    public bool IsPassed => Status is StepStatus.Done or StepStatus.NoObjection;

    /// <summary>True when nothing more is expected from the authority.</summary>
    public bool IsFinished => Status is StepStatus.Done or StepStatus.NoObjection or StepStatus.Cancelled;

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>The decision as it was taken.</summary>
public sealed record DecisionTaken(
    ApplicationStatus Outcome, IReadOnlyList<string> Grounds, IReadOnlyList<string> LegalBasis, string? Reasons, OfficialId Official, string? SignedBy,
    string Authority, DateOnly On, string AppealTo, DateOnly AppealUntil, PermitGrant? Grant, IReadOnlyList<string>? Conditions = null)
{
    /// <summary>Who has read it before it counted as served.</summary>
    public ImmutableList<ApplicationEvent.Served> Served { get; init; } = [];

    /// <summary>Legal day on which this side read it, or null.</summary>
    public DateOnly? ServedOn(ApplicantSide side) => Served.Find(served => served.Side == side)?.On;

    /// <summary>Last legal day for this side to challenge it.</summary>
    public DateOnly AppealableUntil(ApplicantSide side) => Served.Find(served => served.Side == side)?.AppealUntil ?? AppealUntil;

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>A challenge of a decision.</summary>
/// <param name="Number">From 1.</param>
/// <param name="On">Legal day.</param>
/// <param name="Text">In words.</param>
public sealed record AppealMade(int Number, DateOnly On, string? Text)
{
    /// <summary>Who made it.</summary>
    public ApplicantSide Side { get; init; }

    /// <summary>Against which decision, from 1.</summary>
    public int Decision { get; init; }

    /// <summary>How it ended; null while it waits.</summary>
    public AppealResult? Result { get; init; }

    /// <summary>Legal day of the result.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Reasons { get; init; }

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>Something that happened, to be told in the timeline.</summary>
/// <param name="At">When.</param>
/// <param name="Code">What.</param>
/// <param name="Step">At which step, if any.</param>
/// <param name="Outcome">With what outcome, if any.</param>
/// <param name="Until">A day that matters, if any.</param>
public sealed record Moment(DateTimeOffset At, string Code, string? Step = null, string? Outcome = null, DateOnly? Until = null);
