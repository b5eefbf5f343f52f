using SingleWindow.Core.Appeals;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Permits;

/// <summary>One permit's story: granted on 5 March 2026 from 1 April to 31 December; what follows happens on 4 May, a Monday.</summary>
internal sealed class PermitStory(string scheme) : Scenario<Permit, PermitCommand, PermitEvent>(
    Permit.Initial, (permit, command, context) => Permit.Decide(permit, command, context, SchemeCatalog.Default), Permit.Evolve)
{
    public const string Residence = "ee-residence-permit-employment";

    public static readonly Actor Holder = new("portal", TheWorker.ToString());

    public static PermitEvent.Granted Granted(string scheme = SchemeId) => new(
        ThePermit, TheApplication, scheme, SchemeCatalog.Default.Newest(scheme)!.Version, TheWorker, TheEmployer, new(2026, 4, 1), new(2026, 12, 31), new("7212", new(2092m, "EUR")),
        new(2026, 3, 5, 7, 0, 0, TimeSpan.Zero));

    public Scheme Scheme => SchemeCatalog.Default.Newest(scheme)!;

    public static PermitStory Active(string scheme = SchemeId) => ((PermitStory)new PermitStory(scheme).Given(Granted(scheme))).On("2026-05-04 10:00").By(Applicant);

    public static PermitStory Arrived(string scheme = SchemeId) => Active(scheme).And(Applicant, new PermitCommand.GiveNotice(NoticeKind.Arrived, new(2026, 4, 2), null));

    public static PermitStory NotStarted(string scheme = SchemeId) => Active(scheme).And(Applicant, new PermitCommand.GiveNotice(NoticeKind.NotStarted, new(2026, 4, 1), "Ill."));

    /// <summary>The employer says on 4 May that the work ended with April.</summary>
    public static PermitStory Noticed(string scheme = SchemeId) => Active(scheme).And(Applicant, new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 4, 30), null));

    /// <summary>And the worker says that it did not.</summary>
    public static PermitStory Contested(string scheme = SchemeId) => Noticed(scheme).And(Holder, Contest());

    /// <summary>And the authority says that it did.</summary>
    public static PermitStory Ended(string scheme = SchemeId)
    {
        var story = Contested(scheme);
        var authority = story.Scheme.DecidingStep.Authority!;
        return story.And(new("desk", authority), new PermitCommand.DecideAppeal(1, AppealResult.Dismissed, "She left.", Mari with { Authority = authority })).By(Applicant);
    }

    public static PermitCommand.Contest Contest() => new("I still work there.", true);

    public static PermitStory Heard() => NotStarted().And(Mig, Intend());

    public static PermitStory Revoked() => Heard().On("2026-05-12 09:00").And(Mig, Decide());

    public static PermitStory Expired() => Active().On("2027-01-01 00:00").And(Actor.Hub, new PermitCommand.PassTime());

    /// <summary>Another employer would hire the holder of a residence permit from the day after the six months to which he is bound.</summary>
    public static PermitStory Wanted() => Active(Residence).And(Stranger, Hire());

    /// <summary>The same, where nobody is bound, from another day.</summary>
    public static PermitStory Going(string from) => NotStarted(Residence).And(Stranger, Hire() with { From = DateOnly.ParseExact(from, "yyyy-MM-dd") }).And(Holder, new PermitCommand.AnswerChange(true, true));

    /// <summary>And he wants it; the authority has until 18 June.</summary>
    public static PermitStory Going() => Wanted().And(Holder, new PermitCommand.AnswerChange(true, true));

    /// <summary>And the authority is against it.</summary>
    public static PermitStory Opposed() => Going().And(Mig, new PermitCommand.OpposeChange(["REF-PAY"], "The pay is too low.", Mari));

    public static readonly RecordId Finding = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e55"));

    public static PermitCommand.ProposeChange Hire() => new(
        EntityId.Parse<EmployerId>(Stranger.Party), new(2026, 10, 1), new("Fitter", new(2500m, "EUR"), 40m, "Made-up street 2, Tartu"), new("7233", new(2092m, "EUR")), [], false);

    /// <summary>Filed on the day before the last; it is the fourth of January now.</summary>
    public static PermitStory Renewing() => Active().On("2026-12-30 10:00").And(Actor.Hub, new PermitCommand.NoteRenewal(TheApplication, new(2026, 12, 30))).On("2027-01-04 09:00");

    public static PermitCommand.Withdraw Intend(params string[] grounds) => new(WithdrawalAct.Intend, grounds is [] ? ["WDR-NOT-STARTED"] : grounds, "The work did not begin.", Mari);

    public static PermitCommand.Withdraw Decide(params string[] grounds) => Intend(grounds) with { Act = WithdrawalAct.Decide };

    /// <summary>From now on it is so late, on Tallinn's clock.</summary>
    public PermitStory On(string local)
    {
        var time = DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", null);
        Context = Context with { At = new DateTimeOffset(time, TimeZoneInfo.FindSystemTimeZoneById("Europe/Tallinn").GetUtcOffset(time)).ToUniversalTime() };
        return this;
    }

    public PermitStory By(Actor actor)
    {
        Context = Context with { Actor = actor };
        return this;
    }

    /// <summary>Someone does something, and it succeeds.</summary>
    public PermitStory And(Actor actor, PermitCommand command)
    {
        By(actor).When(command);
        (Last.Problem?.Code ?? "").Should().BeEmpty($"{command.GetType().Name} is part of the story");
        return this;
    }
}
