using System.Collections.Immutable;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>A permit or registration that follows from a grant. Rules are in <c>Decide</c>, history in <c>Evolve</c>; the state diagram stands in the README beside.</summary>
public sealed partial record Permit
{
    /// <summary>Before the grant.</summary>
    public static readonly Permit Initial = new();

    /// <summary>The cause of an end: the time to look for other work is over.</summary>
    internal const string JobSearchOver = "job-search-over";

    /// <summary>The cause of an end: the work is over, and the scheme gives no time to look for other work.</summary>
    internal const string WorkOver = "employment-ended";

    /// <summary>What was granted; null before.</summary>
    public PermitEvent.Granted? Grant { get; private init; }

    /// <summary>For whom the holder works now.</summary>
    public EmployerId Employer { get; private init; }

    /// <summary>For whom the holder may work under it, one after the other; the last is <see cref="Employer"/>.</summary>
    public ImmutableList<PermitEmployment> Employments { get; private init; } = [];

    /// <summary>Day of arrival, as the employer said.</summary>
    public DateOnly? ArrivedOn { get; private init; }

    /// <summary>Day on which work should have begun and did not.</summary>
    public DateOnly? NotStartedOn { get; private init; }

    /// <summary>Last day of work with this employer; null while none is told, and while the holder contests what is told.</summary>
    public DateOnly? EndedOn { get; private init; }

    /// <summary>From which day the holder is without work in law: never from before he could know.</summary>
    public DateOnly? WithoutWorkSince { get; private init; }

    /// <summary>The employer's notice of an end; null before, and when it was taken back or annulled.</summary>
    public EndNotice? EndNotice { get; private init; }

    /// <summary>How many notices of an end there were, corrections included.</summary>
    public int EndNotices { get; private init; }

    /// <summary>The holder's open contest of it, or null.</summary>
    public PermitAppeal? Contested => EndNotice is { } notice ? Appeals.Find(appeal => appeal.Notice == notice.Number && appeal.Outcome is null) : null;

    /// <summary>The last day of a permit whose work is over: that of the time to look for other work; where there is none, that of the time to contest the notice.</summary>
    public DateOnly? LastDayWithoutWork => EndedOn is null ? null : SeekUntil ?? (EndNotice is { IsConfirmed: false } notice ? notice.ContestBy : null);

    /// <summary>Last day on which the holder may look for another employer.</summary>
    public DateOnly? SeekUntil { get; private init; }

    /// <summary>Days of unemployment before the present one: the time to look for work counts over the whole permit.</summary>
    public int SeekDaysUsed { get; private init; }

    /// <summary>True once the months for exploitation were given.</summary>
    public bool SearchExtended { get; private init; }

    /// <summary>Why it is over, as an event has said; null while none has.</summary>
    public PermitStatus? Closed { get; private init; }

    /// <summary>Why it ended, as the event said; null while it has not.</summary>
    public string? EndCause { get; private init; }

    /// <summary>Its last day, as the event said that closed it.</summary>
    public DateOnly? OverOn { get; private init; }

    /// <summary>The withdrawal that the authority intends or has decided.</summary>
    public PermitWithdrawal? Withdrawal { get; private init; }

    /// <summary>How often the authority has withdrawn it: a withdrawal that is annulled may be followed by another.</summary>
    public int Withdrawals { get; private init; }

    /// <summary>Challenges of a withdrawal or of an opposition to a change of employer, by number from 1.</summary>
    public ImmutableList<PermitAppeal> Appeals { get; private init; } = [];

    /// <summary>Applications for the next permit, oldest first.</summary>
    public ImmutableList<PermitRenewal> Renewals { get; private init; } = [];

    /// <summary>True while a change that the worker wants is looked at by the authority, or its first day is still to come: meanwhile no time to look for work runs out.</summary>
    public bool IsChanging => Changes is [.., { IsRunning: true }];

    /// <summary>True while one of them waits for its decision.</summary>
    public bool IsRenewalPending => Renewals.Exists(renewal => renewal.Outcome is null);

    /// <summary>From which day the next permit stands for this one, before its last.</summary>
    public DateOnly? TakenOverOn { get; private init; }

    /// <summary>Changes of employer, by number from 1.</summary>
    public ImmutableList<EmployerChange> Changes { get; private init; } = [];

    /// <summary>The terms of work now.</summary>
    public PermitTerms? Terms { get; private init; }

    /// <summary>Where it stands on a day: what time has done counts from that day, whether or not a clock has said so yet.</summary>
    public PermitStatus On(DateOnly today) =>
        Closed is PermitStatus.Revoked or PermitStatus.Ended ? Closed.Value
        : (LastDayWithoutWork < today && LastDayWithoutWork < Grant!.ValidTo && !IsChanging) || TakenOverOn <= today ? PermitStatus.Ended
        : today > Grant!.ValidTo ? (IsRenewalPending && Closed is null ? PermitStatus.RenewalPending : PermitStatus.Expired)
        : EndedOn is not null ? PermitStatus.Unemployed
        : today < Grant.ValidFrom ? PermitStatus.NotYetValid
        : PermitStatus.Active;

    /// <summary>True when nothing can be done with it any more.</summary>
    public bool IsOver(DateOnly today) => On(today) is PermitStatus.Revoked or PermitStatus.Ended or PermitStatus.Expired;

    /// <summary>Legal day on which the employer gave notice of the arrival.</summary>
    internal DateOnly? ArrivedToldOn(Scheme scheme) => ArrivedAt is { } at ? scheme.DayOf(at) : null;

    private DateTimeOffset? ArrivedAt { get; init; }

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}
