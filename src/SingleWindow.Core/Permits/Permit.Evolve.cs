using System.Diagnostics;

namespace SingleWindow.Core.Permits;

public sealed partial record Permit
{
    /// <summary>The permit after one more event. Total: it never refuses and never throws on an event of the catalogue.</summary>
    public static Permit Evolve(Permit permit, PermitEvent happened) => happened switch
    {
        PermitEvent.Granted e => permit with { Grant = e, Employer = e.Employer },
        PermitEvent.Expired => permit with { Closed = PermitStatus.Expired },
        PermitEvent.Ended => permit with { Closed = PermitStatus.Ended },
        PermitEvent.OfNotice e => permit.After(e),
        PermitEvent.OfWithdrawal e => permit.After(e),
        _ => throw new UnreachableException(),
    };

    private Permit After(PermitEvent.OfNotice happened) => happened switch
    {
        PermitEvent.OfNotice.Arrived e => this with { ArrivedOn = e.On, NotStartedOn = null },
        PermitEvent.OfNotice.NotStarted e => this with { NotStartedOn = e.On },
        PermitEvent.OfNotice.EmploymentEnded e => this with { EndedOn = e.On, SeekUntil = e.SeekUntil },
        _ => throw new UnreachableException(),
    };

    private Permit After(PermitEvent.OfWithdrawal happened) => happened switch
    {
        PermitEvent.OfWithdrawal.Intended e => this with { Withdrawal = new(e.Grounds, e.Text, e.On, e.ReplyBy) },
        PermitEvent.OfWithdrawal.Replied { ByHolder: true } e => this with { Withdrawal = Withdrawal is { } open ? open with { Holder = new(e.On, e.Text) } : null },
        PermitEvent.OfWithdrawal.Replied e => this with { Withdrawal = Withdrawal is { } open ? open with { Employer = new(e.On, e.Text) } : null },
        PermitEvent.OfWithdrawal.Dropped => this with { Withdrawal = null },
        PermitEvent.OfWithdrawal.Revoked e => this with { Closed = PermitStatus.Revoked, Withdrawal = (Withdrawal ?? new(e.Grounds, null, e.On, e.On)) with { Decision = e } },
        PermitEvent.OfWithdrawal.Appealed e => this with { Appeals = Appeals.Add(new(e.Appeal, e.ByHolder, e.On, e.Text)) },
        _ => throw new UnreachableException(),
    };
}
