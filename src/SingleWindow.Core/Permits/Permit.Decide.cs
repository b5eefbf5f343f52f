using System.Diagnostics;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

public sealed partial record Permit
{
    /// <summary>What a command does to a permit: the whole rule book. A grant repeated by the feed changes nothing.</summary>
    public static Decision<PermitEvent> Decide(Permit permit, PermitCommand command, CommandContext context, SchemeCatalog schemes)
    {
        if (command is PermitCommand.Grant { Granted: var granted }) return permit.Grant is null ? granted with { At = context.At } : Decision<PermitEvent>.Nothing;
        if (permit.Grant is not { } grant || schemes.Find(grant.Scheme, grant.SchemeVersion) is not { } scheme) return PermitProblems.Unknown;
        return command switch
        {
            PermitCommand.GiveNotice notice => NoticeRules.Give(permit, notice, context, scheme),
            PermitCommand.Contest contest => PermitAppealRules.Contest(permit, contest, context, scheme),
            PermitCommand.ExtendSearch extend => NoticeRules.Extend(permit, extend, context, scheme),
            PermitCommand.Withdraw withdraw => WithdrawalRules.Withdraw(permit, withdraw, context, scheme),
            PermitCommand.Reply reply => WithdrawalRules.Reply(permit, reply, context, scheme),
            PermitCommand.Appeal appeal => PermitAppealRules.Appeal(permit, appeal, context, scheme),
            PermitCommand.DecideAppeal result => PermitAppealRules.Decide(permit, result, context, scheme),
            PermitCommand.ProposeChange propose => ChangeRules.Propose(permit, propose, context, scheme),
            PermitCommand.AnswerChange answer => ChangeRules.Answer(permit, answer, context, scheme),
            PermitCommand.OpposeChange oppose => ChangeRules.Oppose(permit, oppose, context, scheme),
            PermitCommand.NoteRenewal note => PermitSuccession.Note(permit, note, context),
            PermitCommand.SettleRenewal settle => PermitSuccession.Settle(permit, settle, context, scheme),
            PermitCommand.LoseBasis lost => PermitSuccession.LoseBasis(permit, lost, context),
            PermitCommand.PassTime => PassTime(permit, scheme, context.At),
            _ => throw new UnreachableException(),
        };
    }

    internal bool IsOf(Actor actor) => actor.ActsFor(Employer.ToString(), Grant!.Scheme);

    // A clock may ring late or twice: what is settled stays so.
    private static Decision<PermitEvent> PassTime(Permit permit, Scheme scheme, DateTimeOffset at)
    {
        var today = scheme.DayOf(at);
        return permit.Closed is not null ? Decision<PermitEvent>.Nothing
        : ChangeRules.Due(permit, today, at, scheme) is { } changed ? changed
        : permit.On(today) switch
        {
            PermitStatus.Ended when permit.TakenOverOn <= today => new PermitEvent.Ended(permit.TakenOverOn.Value.AddDays(-1), "taken-over", at),
            PermitStatus.Ended => new PermitEvent.Ended(permit.LastDayWithoutWork!.Value, permit.SeekUntil is null ? Permit.WorkOver : Permit.JobSearchOver, at),
            PermitStatus.Expired => new PermitEvent.Expired(permit.Grant!.ValidTo, at),
            _ => Decision<PermitEvent>.Nothing,
        };
    }
}
