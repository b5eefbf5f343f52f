using System.Diagnostics;

namespace SingleWindow.Core.Permits;

public sealed partial record Permit
{
    /// <summary>The permit after one more event. Total: it never refuses and never throws on an event of the catalogue.</summary>
    public static Permit Evolve(Permit permit, PermitEvent happened) => happened switch
    {
        PermitEvent.Granted e => permit with { Grant = e, Employer = e.Employer, Terms = e.Terms, Employments = [new(e.Employer, e.ValidFrom, e.ValidFrom)] },
        PermitEvent.Expired e => permit with { Closed = PermitStatus.Expired, OverOn = e.On },
        PermitEvent.Ended e => permit with { Closed = PermitStatus.Ended, OverOn = e.On, EndCause = e.Cause },
        PermitEvent.OfNotice e => permit.After(e),
        PermitEvent.OfWithdrawal e => permit.After(e),
        PermitEvent.OfAppeal e => permit.After(e),
        PermitEvent.OfRenewal e => permit.After(e),
        PermitEvent.OfEmployer e => permit.After(e),
        _ => throw new UnreachableException(),
    };

    private Permit After(PermitEvent.OfNotice happened) => happened switch
    {
        PermitEvent.OfNotice.Arrived e => Now(work => work with { NotStartedOn = null, ToldAt = null }) with { ArrivedOn = e.On, ArrivedAt = e.At, NotStartedOn = null },
        PermitEvent.OfNotice.NotStarted e => Now(work => work with { NotStartedOn = e.On, ToldAt = e.At }) with { NotStartedOn = e.On },
        PermitEvent.OfNotice.EmploymentEnded e => Now(work => work with { To = e.On, ToldAt = e.At }) with
        {
            EndedOn = e.On,
            SeekUntil = e.SeekUntil,
            WithoutWorkSince = Later(e.On, e.ToldOn),
            EndNotices = EndNotices + 1,
            EndNotice = new(EndNotices + 1, e.On, e.ToldOn ?? e.On, e.ContestBy, e.Reason),
        },
        // A contest that waits has its answer by this.
        PermitEvent.OfNotice.EndConfirmed e => Now(work => work with { To = e.On, ToldAt = work.ToldAt ?? e.At }) with
        {
            WithoutWorkSince = EndedOn is null ? e.EstablishedOn : WithoutWorkSince,
            EndedOn = e.On,
            SeekUntil = e.SeekUntil,
            EndNotice = EndNotice is { } notice ? notice with { IsConfirmed = true } : null,
        },
        PermitEvent.OfNotice.Retracted => Unended() with { EndNotice = null },
        PermitEvent.OfNotice.SearchExtended e => this with { SeekUntil = e.SeekUntil, SearchExtended = true },
        _ => throw new UnreachableException(),
    };

    private Permit Unended() => Now(work => work with { To = null, ToldAt = null }) with { EndedOn = null, SeekUntil = null, WithoutWorkSince = null };

    private static DateOnly Later(DateOnly one, DateOnly? other) => other > one ? other.Value : one;

    private Permit Now(Func<PermitEmployment, PermitEmployment> change) => Employments is [.., var now] ? this with { Employments = Employments.SetItem(Employments.Count - 1, change(now)) } : this;

    private Permit After(PermitEvent.OfWithdrawal happened) => happened switch
    {
        PermitEvent.OfWithdrawal.Intended e => this with { Withdrawal = new(e.Grounds, e.Text, e.On, e.ReplyBy) },
        PermitEvent.OfWithdrawal.Replied { ByHolder: true } e => this with { Withdrawal = Withdrawal is { } open ? open with { Holder = new(e.On, e.Text) } : null },
        PermitEvent.OfWithdrawal.Replied e => this with { Withdrawal = Withdrawal is { } open ? open with { Employer = new(e.On, e.Text, Employer) } : null },
        PermitEvent.OfWithdrawal.Dropped => this with { Withdrawal = null },
        PermitEvent.OfWithdrawal.Revoked e => this with { Closed = PermitStatus.Revoked, OverOn = e.On, Withdrawals = Withdrawals + 1, Withdrawal = (Withdrawal ?? new(e.Grounds, null, e.On, e.On)) with { Decision = e } },
        _ => throw new UnreachableException(),
    };
}
