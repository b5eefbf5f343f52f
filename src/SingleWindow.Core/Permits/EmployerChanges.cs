using System.Diagnostics;
using System.Text.Json.Serialization;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>Where a change of employer stands.</summary>
[JsonConverter(typeof(KebabCaseEnum<EmployerChangeStatus>))]
public enum EmployerChangeStatus
{
    /// <summary>The worker has not said yet whether he wants it.</summary>
    AwaitsWorker,

    /// <summary>The worker does not want it.</summary>
    Declined,

    /// <summary>The worker did not say in time whether he wants it.</summary>
    Lapsed,

    /// <summary>The authority may oppose it, or its first day is still to come.</summary>
    Confirmed,

    /// <summary>The authority has opposed it.</summary>
    Opposed,

    /// <summary>The holder works for the new employer.</summary>
    Effective,
}

/// <summary>The post at the new employer.</summary>
/// <param name="JobTitle">In words.</param>
/// <param name="WageMonthly">Gross pay a month.</param>
/// <param name="WeeklyHours">Hours a week.</param>
/// <param name="WorkplaceAddress">Where the work is done.</param>
/// <param name="Category">Which kind of work the scheme counts it as; null: the standard one.</param>
[GenerateSerializer, Immutable]
public sealed record PermitPost([property: Id(0)] string JobTitle, [property: Id(1)] Money WageMonthly, [property: Id(2)] decimal WeeklyHours, [property: Id(3)] string WorkplaceAddress, [property: Id(4)] string? Category = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

public abstract partial record PermitEvent
{
    /// <summary>What belongs to a change of employer.</summary>
    public abstract record OfEmployer : PermitEvent
    {
        private OfEmployer() { }

        /// <summary>A new employer registered it; nothing happens until the worker agrees.</summary>
        /// <param name="Change">From 1.</param>
        /// <param name="Employer">The new employer.</param>
        /// <param name="From">From which day he is wanted.</param>
        /// <param name="On">Legal day on which it was registered.</param>
        /// <param name="AnswerBy">Last legal day for the worker to agree.</param>
        /// <param name="Unproven">Evidence about the new employer that no register proves.</param>
        /// <param name="Post">The post.</param>
        /// <param name="Terms">The terms of work under the permit then.</param>
        /// <param name="At">When.</param>
        [EventName("permit.change-proposed", 1)]
        public sealed record ChangeProposed(
            int Change, EmployerId Employer, DateOnly From, DateOnly On, DateOnly AnswerBy, IReadOnlyList<string> Unproven, [Personal] PermitPost? Post, [Personal] PermitTerms? Terms,
            DateTimeOffset At) : OfEmployer;

        /// <summary>The worker said whether he wants it; with his yes the authority is notified.</summary>
        /// <param name="Change">Which.</param>
        /// <param name="Accepted">Whether he does.</param>
        /// <param name="On">Legal day.</param>
        /// <param name="OpposeUntil">Last legal day for the authority to oppose it; null: it may not.</param>
        /// <param name="EffectiveOn">First day for the new employer.</param>
        /// <param name="EffectiveAt">The instant at which that day begins.</param>
        /// <param name="At">When.</param>
        [EventName("permit.change-answered", 1)]
        public sealed record ChangeAnswered(int Change, bool Accepted, DateOnly On, DateOnly? OpposeUntil, DateOnly? EffectiveOn, DateTimeOffset? EffectiveAt, DateTimeOffset At) : OfEmployer;

        /// <summary>A named official opposed it.</summary>
        [EventName("permit.change-opposed", 1)]
        public sealed record ChangeOpposed(
            int Change, IReadOnlyList<string> Grounds, IReadOnlyList<string> LegalBasis, [Personal] string? Reasons, OfficialId Official, [Personal] string? SignedBy, string Authority, DateOnly On,
            string AppealTo, DateOnly AppealUntil, DateTimeOffset At) : OfEmployer;

        /// <summary>The holder works for the new employer.</summary>
        /// <param name="Change">Which change.</param>
        /// <param name="Former">The employer before.</param>
        /// <param name="Employer">The employer now.</param>
        /// <param name="On">First day.</param>
        /// <param name="Terms">The terms of work under the permit now.</param>
        /// <param name="At">When.</param>
        /// <param name="HearUntil">Last legal day on which the new employer may reply to the withdrawal that is intended; null: none is.</param>
        [EventName("permit.employer-changed", 1)]
        public sealed record Changed(int Change, EmployerId Former, EmployerId Employer, DateOnly On, [Personal] PermitTerms? Terms, DateTimeOffset At, DateOnly? HearUntil = null) : OfEmployer;
    }
}

public abstract partial record PermitCommand
{
    /// <summary>A new employer registers that it hires the holder.</summary>
    /// <param name="Employer">The new employer.</param>
    /// <param name="From">From which day.</param>
    /// <param name="Post">The post.</param>
    /// <param name="Terms">The terms of work under the permit then.</param>
    /// <param name="Unproven">Evidence about the new employer that no register proves.</param>
    /// <param name="SeriousBreach">True when a register shows a serious breach by the present employer.</param>
    [GenerateSerializer, Immutable]
    public sealed record ProposeChange(EmployerId Employer, DateOnly From, PermitPost Post, PermitTerms Terms, IReadOnlyList<string> Unproven, bool SeriousBreach) : PermitCommand;

    /// <summary>The holder says whether he wants it.</summary>
    /// <param name="Accept">Whether he does.</param>
    /// <param name="ByHolder">True when the actor is the holder, under any of his ids.</param>
    [GenerateSerializer, Immutable]
    public sealed record AnswerChange(bool Accept, bool ByHolder = false) : PermitCommand;

    /// <summary>The authority opposes it.</summary>
    /// <param name="Grounds">Coded.</param>
    /// <param name="Text">The reasons in words.</param>
    /// <param name="Official">Who signs.</param>
    [GenerateSerializer, Immutable]
    public sealed record OpposeChange(IReadOnlyList<string> Grounds, string? Text, Official? Official) : PermitCommand;
}

/// <summary>A change of employer.</summary>
/// <param name="Proposed">As the new employer registered it.</param>
public sealed record EmployerChange(PermitEvent.OfEmployer.ChangeProposed Proposed)
{
    /// <summary>What the worker said; null before.</summary>
    public PermitEvent.OfEmployer.ChangeAnswered? Answer { get; init; }

    /// <summary>Why the authority opposed it.</summary>
    public PermitEvent.OfEmployer.ChangeOpposed? Opposition { get; init; }

    /// <summary>True once the holder works there.</summary>
    public bool IsEffective { get; init; }

    /// <summary>True from the worker's yes until it is effective or opposed.</summary>
    public bool IsRunning => Answer?.Accepted is true && Opposition is null && !IsEffective;

    /// <summary>Where it stands on a day.</summary>
    public EmployerChangeStatus On(DateOnly today) =>
        IsEffective ? EmployerChangeStatus.Effective
        : Opposition is not null ? EmployerChangeStatus.Opposed
        : Answer is { } said ? (said.Accepted ? EmployerChangeStatus.Confirmed : EmployerChangeStatus.Declined)
        : today > Proposed.AnswerBy ? EmployerChangeStatus.Lapsed
        : EmployerChangeStatus.AwaitsWorker;

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

public sealed partial record Permit
{
    private Permit After(PermitEvent.OfEmployer happened) => happened switch
    {
        PermitEvent.OfEmployer.ChangeProposed e => this with { Changes = Changes.Add(new(e)) },
        PermitEvent.OfEmployer.ChangeAnswered e => Change(e.Change, change => change with { Answer = e }),
        PermitEvent.OfEmployer.ChangeOpposed e => Change(e.Change, change => change with { Opposition = e }),
        // The registration of the change tells the authority that the former employment has ended.
        PermitEvent.OfEmployer.Changed e => Change(e.Change, change => change with { IsEffective = true }) with
        {
            Employer = e.Employer,
            // What was granted under conditions stays so, whoever the employer is; older events do not say it.
            Terms = e.Terms?.Under(Terms?.Conditions),
            Withdrawal = e.HearUntil is { } until && Withdrawal is { } open ? open with { ReplyBy = until } : Withdrawal,
            Employments = Now(work => work with { To = work.To ?? e.On.AddDays(-1), ToldAt = work.ToldAt ?? e.At }).Employments.Add(new(e.Employer, e.On, Changes.Find(change => change.Proposed.Change == e.Change)?.Answer?.On ?? e.On)),
            NotStartedOn = null,
            SeekDaysUsed = SeekDaysUsed + Searched(Changes.Find(change => change.Proposed.Change == e.Change)?.Answer?.On ?? e.On),
            EndedOn = null,
            EndNotice = null,
            WithoutWorkSince = null,
            SeekUntil = null,
        },
        _ => throw new UnreachableException(),
    };

    // From the first day without work, as far as he could know it, to the day before his yes: the authority's time is not his.
    private int Searched(DateOnly found) => WithoutWorkSince is { } last ? Math.Max(0, found.DayNumber - last.DayNumber - 1) : 0;

    private Permit Change(int number, Func<EmployerChange, EmployerChange> change) => this with { Changes = Changes.ConvertAll(one => one.Proposed.Change == number ? change(one) : one) };
}
