using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>
/// One application's story. It is drafted and filed on Monday 2 March 2026, found complete on the 3rd, checked on the 4th and ready for decision;
/// what follows happens on the 5th. The statutory period of ten working days ends on 16 March.
/// </summary>
internal sealed class Case(SchemeCatalog? schemes = null) : Scenario<Application, ApplicationCommand, ApplicationEvent>(
    Application.Initial, (app, command, context) => Application.Decide(app, command, context, schemes ?? SchemeCatalog.Default), Application.Evolve)
{
    /// <summary>From now on it is so late, on Tallinn's clock.</summary>
    public Case On(string local)
    {
        var time = DateTime.ParseExact(local, local.Length == 10 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", null);
        Context = Context with { At = new DateTimeOffset(time, TimeZoneInfo.FindSystemTimeZoneById("Europe/Tallinn").GetUtcOffset(time)).ToUniversalTime() };
        return this;
    }

    public Case By(Actor actor)
    {
        Context = Context with { Actor = actor };
        return this;
    }

    /// <summary>Someone does something, and it succeeds.</summary>
    public Case And(Actor actor, ApplicationCommand command)
    {
        By(actor).When(command);
        string.Join(", ", Last.Problem?.Errors.Select(error => error.Pointer).Prepend(Last.Problem.Code) ?? [])
            .Should().BeEmpty($"{command.GetType().Name} is part of the story");
        return this;
    }

    public static Case New(SchemeCatalog? schemes = null) => new Case(schemes).On("2026-03-02 10:00");

    public static Case Drafted(ApplicationForm? form = null, SchemeCatalog? schemes = null) => New(schemes).And(Applicant, Draft(form));

    /// <summary>The worker may claim until 1 April, and then files.</summary>
    public static Case Invited() => Drafted(schemes: With(ApplicantRule.WorkerOnInvitation)).And(Applicant, new ApplicationCommand.Invite("key-1"));

    public static Case Claimed() => Claimed(ApplicantRule.WorkerOnInvitation);

    public static Case Claimed(ApplicantRule applicant) => Drafted(schemes: With(applicant)).And(Applicant, new ApplicationCommand.Invite("key-1")).And(Claimant, ClaimPlace).By(Claimant);

    public static Case Submitted(ApplicationForm? form = null, SchemeCatalog? schemes = null) => Drafted(form, schemes).And(Applicant, Pay).And(Applicant, Submit);

    /// <summary>Information is awaited until 13 March.</summary>
    public static Case Incomplete() =>
        Submitted().On("2026-03-03 09:00").And(Mig, Done(Completeness, "deficient", Mari, "Please send the certificate.", "qualification-or-experience"));

    public static Case ChecksRunning(ApplicationForm? form = null, SchemeCatalog? schemes = null) => Submitted(form, schemes).On("2026-03-03 09:00").And(Mig, Done(Completeness, "complete", Mari));

    public static Case ReadyForDecision(ApplicationForm? form = null, SchemeCatalog? schemes = null) =>
        ChecksRunning(form, schemes).On("2026-03-04 09:00").And(Tax, Done(TaxCheck, "clear")).And(Lab, Done(LabourCheck, "clear")).On("2026-03-05 09:00");

    /// <summary>The applicant may reply until 12 March.</summary>
    public static Case HearingOpen() => ReadyForDecision().And(Mig, Hear());

    public static Case Heard() => HearingOpen().On("2026-03-06 09:00").And(Applicant, Reply(1));

    public static Case Granted() => ReadyForDecision().And(Mig, Grant());

    public static Case GrantedWithConditions() => ReadyForDecision(schemes: Rich).And(Mig, Grant() with { Conditions = ["Proof of housing within a month."] });

    public static Case HeardOnQuota() => ReadyForDecision(schemes: Rich)
        .And(Mig, new ApplicationCommand.IntendToRefuse(Decision, QuotaGround, "No place is left.")).On("2026-03-06 09:00").And(Applicant, Reply(1));

    public static Case InadmissibleQuota() => HeardOnQuota().On("2026-03-09 09:00").And(Mig, new ApplicationCommand.Complete(Decision, "inadmissible-quota", "No place is left.", QuotaGround, [], Mari, ThePermit));

    /// <summary>The labour inspectorate was silent, and in this law that ends the case.</summary>
    public static Case Discontinued() => ChecksRunning(schemes: Rich).On("2026-03-06 00:00").And(Actor.Hub, new ApplicationCommand.TimeOut(LabourCheck));

    public static Case UnderAppeal() => Refused().On("2026-03-10 09:00").And(Applicant, new ApplicationCommand.Appeal("The pay was raised."));

    /// <summary>The worker has claimed his place, and both are heard until 12 March.</summary>
    public static Case BothHeard() => Claimed(ApplicantRule.Either).And(Applicant, Pay).And(Applicant, Submit).On("2026-03-03 09:00").And(Mig, Done(Completeness, "complete", Mari))
        .On("2026-03-04 09:00").And(Tax, Done(TaxCheck, "clear")).And(Lab, Done(LabourCheck, "clear")).On("2026-03-05 09:00").And(Mig, Hear()).On("2026-03-06 09:00");

    public static Case Refused() => Heard().On("2026-03-09 09:00").And(Mig, Refuse());

    /// <summary>Nobody answered, and the hub has told the authority: the deciding task is number 2.</summary>
    public static Case Lapsed() => Incomplete().On("2026-03-14").And(Actor.Hub, new ApplicationCommand.Lapse(1)).On("2026-03-16 09:00");

    public static Case NotReviewed() => Lapsed().And(Mig, NotReview(2));

    public static Case Withdrawn() => ChecksRunning().And(Applicant, new ApplicationCommand.Withdraw("Changed plans."));
}
