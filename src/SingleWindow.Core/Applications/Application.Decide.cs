using System.Diagnostics;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

public sealed partial record Application
{
    /// <summary>What a command does to an application: the whole rule book. The state diagram and the legal basis stand in the README beside.</summary>
    public static Decision<ApplicationEvent> Decide(Application app, ApplicationCommand command, CommandContext context, SchemeCatalog schemes)
    {
        if (InvitationRules.Appears(app, context) is not { } appears) return RenewalRules.Settle(app, QuotaRules.Settle(app, Judge(app, command, context, schemes), context.At), context, schemes);
        var then = Decide(Evolve(app, appears), command, context, schemes);
        return then.Events.Count > 0 ? (ApplicationEvent[])[appears, .. then.Events] : then;
    }

    private static Decision<ApplicationEvent> Judge(Application app, ApplicationCommand command, CommandContext context, SchemeCatalog schemes)
    {
        if (command is ApplicationCommand.Draft draft) return ApplicantRules.Draft(app, draft, context, schemes);
        if (app.Scheme.Length == 0) return ApplicationProblems.Unknown;
        if (app.SchemeFor(context.At, schemes) is not { } scheme) return SchemeProblems.Unknown;
        if (command is ApplicationCommand.OfDocument document) return DocumentRules.Decide(app, document, context, scheme);
        if (command is ApplicationCommand.Expire expire) return RetentionRules.Expire(app, expire, context);
        // The clock may count a few months ahead; without the holidays of that time nobody can say when it ends.
        if (command is not (ApplicationCommand.Withdraw or ApplicationCommand.Claim or ApplicationCommand.EnterQuota or ApplicationCommand.TakePlace) && Concerns(app, context.Actor) && !WorkCalendar.Covers(scheme.DayOf(context.At).AddDays(scheme.Horizon))) return SchemeProblems.NoCalendar;
        return command switch
        {
            ApplicationCommand.SaveDraft save => ApplicantRules.Save(app, save, context, scheme),
            ApplicationCommand.Invite invite => InvitationRules.Invite(app, invite, context, scheme),
            ApplicationCommand.ClaimPlace claim => InvitationRules.Claim(app, claim, context, scheme),
            ApplicationCommand.Submit submit => ApplicantRules.Submit(app, submit, context, scheme, schemes),
            ApplicationCommand.Answer answer => ApplicantRules.Answer(app, answer, context, scheme),
            ApplicationCommand.ReportPayment payment => FeeRules.Report(app, payment, context, scheme, schemes),
            ApplicationCommand.RecordPayment payment => FeeRules.Record(app, payment, context, scheme, schemes),
            ApplicationCommand.UpdateEvidence update => EvidenceRules.Update(app, update, context, scheme),
            ApplicationCommand.Report report => ApplicantRules.Report(app, report, context, scheme),
            ApplicationCommand.Serve => ServiceRules.Serve(app, context, scheme),
            ApplicationCommand.Appeal appeal => AppealRules.Appeal(app, appeal, context, scheme),
            ApplicationCommand.DecideAppeal result => AppealRules.Decide(app, result, context, scheme),
            ApplicationCommand.Extend extend => DecisionRules.Extend(app, extend, context, scheme),
            ApplicationCommand.Withdraw withdraw => ApplicantRules.Withdraw(app, withdraw, context, scheme),
            ApplicationCommand.Claim claim => AuthorityRules.Claim(app, claim, context),
            ApplicationCommand.RequestInformation request => AuthorityRules.RequestInformation(app, request, context, scheme, schemes),
            ApplicationCommand.IntendToRefuse intent => DecisionRules.IntendToRefuse(app, intent, context, scheme),
            ApplicationCommand.Complete complete => AuthorityRules.Complete(app, complete, context, scheme, schemes),
            ApplicationCommand.TimeOut timeOut => ClockRules.TimeOut(app, timeOut, context, scheme),
            ApplicationCommand.RepeatTest => ClockRules.RepeatTest(app, context, scheme),
            ApplicationCommand.PassPeriod => ClockRules.PassPeriod(app, context, scheme),
            ApplicationCommand.EnterQuota enter => QuotaRules.Enter(app, enter.Standing, context.At),
            ApplicationCommand.TakePlace take => QuotaRules.Take(app, take, context.At),
            ApplicationCommand.Lapse lapse => ClockRules.Lapse(app, lapse, context, scheme),
            _ => throw new UnreachableException(),
        };
    }

    // To everybody else it does not exist, whatever the calendar says.
    private static bool Concerns(Application app, Actor actor) =>
        actor == Actor.Hub || app.SideOf(actor) is not null || app.Tasks.Exists(task => task.Authority == actor.Party);

    /// <summary>Why it cannot be submitted, or null: asked before the worker and the registers are looked up.</summary>
    public Problem? CannotSubmit(CommandContext context, Scheme scheme, SchemeCatalog schemes) => ApplicantRules.CannotSubmit(this, context, scheme, schemes);

    /// <summary>The version that governs it: pinned at completeness; before that the one that governs today.</summary>
    public Scheme? SchemeFor(DateTimeOffset at, SchemeCatalog schemes)
    {
        var law = CompleteOn is not null && SchemeVersion is not null ? schemes.Find(Scheme, SchemeVersion)
            : schemes.Newest(Scheme) is { } newest ? schemes.Governing(Scheme, newest.DayOf(at)) ?? newest
            : null;
        return law is null ? null : CaseLaw.Of(this, law, schemes);
    }

    /// <summary>Since when it would be complete if an official found so now, and by which law that is judged; null where no law is known.</summary>
    public (DateOnly On, Scheme Law)? CompleteSince(DateTimeOffset at, SchemeCatalog schemes) =>
        SchemeFor(at, schemes) is { } scheme ? CompletenessRules.Since(this, scheme, scheme.DayOf(at), schemes) : null;
}
