using SingleWindow.Core.Appeals;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Workers;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>The next permit of a worker whose permit ends on 31 March 2026, and the permit of a grant that was annulled.</summary>
public sealed class RenewalTests
{
    private static readonly PermitId Old = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e14"));
    private static readonly RenewedPermit Valid = new(TheWorker, new(2026, 3, 31), false, false);
    private static readonly Scheme Law = SchemeCatalog.Default.Newest(SchemeId)!;

    [Fact]
    public void Filed_in_time_it_is_told_to_the_old_permit_and_its_end_too()
    {
        var story = Renewal();
        story.By(Applicant).When(Submit with { Renewed = Valid });
        story.Last.Events.OfType<ApplicationEvent.OfPermit>().Should().Equal(new ApplicationEvent.OfPermit.RenewalFiled(Old, new(2026, 3, 2), story.Context.At));
        story.State.IsPendingRenewal.Should().BeTrue();
        story.State.Facts(Law).Should().Match<CaseFacts>(facts => facts.Renewal && !facts.ChangeOfEmployer);

        story.And(Applicant, new ApplicationCommand.Withdraw(null));

        story.Last.Events[^1].Should().Be(new ApplicationEvent.OfPermit.RenewalSettled(Old, ApplicationStatus.Withdrawn, null, null, new(2026, 3, 2), story.Context.At));
        story.State.IsPendingRenewal.Should().BeFalse();
    }

    [Theory]
    [InlineData(ApplicantRule.WorkerOnInvitation)]
    [InlineData(ApplicantRule.Either)]
    public void Where_the_worker_applies_the_holder_begins_it_and_the_employer_confirms_its_part(ApplicantRule applicant)
    {
        var begun = Draft() with { Renews = Old, Holder = TheWorker, ByWorker = true };
        var story = Case.New(With(applicant)).And(Claimant, begun);

        (story.State.AwaitsEmployer, story.State.Claimant).Should().Be((true, TheWorker));
        story.By(Claimant).When(Submit with { Renewed = Valid }).IsRefused(InvitationProblems.EmployerSilent);
        story.And(Applicant, new ApplicationCommand.SaveDraft(Form)).And(Claimant, Pay).And(Claimant, Submit with { Renewed = Valid });
        Case.New().By(Claimant).When(begun).IsRefused(InvitationProblems.EmployerBegins);
    }

    [Fact]
    public void A_grant_after_the_last_day_leaves_no_gap()
    {
        var story = Renewal().And(Applicant, Pay).And(Applicant, Submit with { Renewed = Valid }).On("2026-03-03 09:00").And(Mig, Done(Completeness, "complete", Mari))
            .On("2026-04-14 09:00").And(Tax, Done(TaxCheck, "clear")).And(Lab, Done(LabourCheck, "clear")).And(Mig, Grant());

        var grant = story.State.Decision!.Grant!;
        (grant.From, grant.To, grant.Renews).Should().Be((new DateOnly(2026, 4, 1), new DateOnly(2026, 12, 31), Old));
        story.Last.Events.OfType<ApplicationEvent.OfPermit.RenewalSettled>().Should().ContainSingle()
            .Which.Should().Match<ApplicationEvent.OfPermit.RenewalSettled>(one => one.Next == ThePermit && one.From == grant.From && one.On == new DateOnly(2026, 4, 14));
    }

    [Fact]
    public void What_is_over_is_not_renewed_nor_twice_at_once_nor_for_another()
    {
        var story = Renewal().By(Applicant);

        story.When(Submit).IsRefused(ApplicationProblems.RenewalTooLate);
        story.When(Submit with { Renewed = Valid with { IsOver = true } }).IsRefused(ApplicationProblems.RenewalTooLate);
        story.When(Submit with { Renewed = Valid with { ValidTo = new(2026, 3, 1) } }).IsRefused(ApplicationProblems.RenewalTooLate);
        story.When(Submit with { Renewed = Valid with { IsPending = true } }).IsRefused(ApplicationProblems.RenewalPending);
        story.When(Submit with { Renewed = Valid with { Holder = new WorkerId(Old.Value) } }).IsRefused(ApplicationProblems.RenewsAnothers, "/worker");
        story.When(Submit with { Renewed = Valid with { ValidTo = new(2026, 4, 30) } }).IsRefused(ApplicationProblems.Invalid, "/employment/plannedStart");
    }

    [Fact]
    public void Another_employer_may_begin_earlier_but_leaves_no_gap_either()
    {
        var story = Case.New().And(Applicant, Draft() with { Renews = Old, ChangesEmployer = true }).By(Applicant);
        story.When(Submit with { Renewed = Valid with { ValidTo = new(2026, 3, 30) } }).IsRefused(ApplicationProblems.Invalid, "/employment/plannedStart");

        story.And(Applicant, Submit with { Renewed = Valid with { ValidTo = new(2026, 4, 30) } });

        story.State.Facts(Law).Should().Match<CaseFacts>(facts => !facts.Renewal && facts.ChangeOfEmployer);
    }

    [Fact]
    public void Where_workers_have_a_side_of_their_own_it_is_the_holders_from_the_start()
    {
        Case.New(With(ApplicantRule.WorkerOnInvitation)).And(Applicant, Draft() with { Renews = Old, Holder = TheWorker }).State.Claimant.Should().Be(TheWorker);
        Case.New().And(Applicant, Draft() with { Renews = Old, Holder = TheWorker }).State.Claimant.Should().BeNull();
    }

    [Fact]
    public void Nobody_is_asked_again_for_what_is_known()
    {
        var residence = SchemeCatalog.Default.Newest("ee-residence-permit-employment")!;

        var next = RenewalRules.Prefill(Form, new(2026, 12, 31), residence);

        (next.Reference, next.Worker, next.Evidence, next.LegalStay).Should().Be((null, Form.Worker, Form.Evidence, new LegalStayForm("residence-permit", null, new(2026, 12, 31))));
        next.Employment.Should().Be(Form.Employment! with { PlannedStart = new(2027, 1, 1), PlannedEnd = new(2027, 10, 2) });
        RenewalRules.Prefill(Form, new(2026, 12, 31), Law).LegalStay.Should().Be(Form.LegalStay, "a registration is no basis of stay");
    }

    [Fact]
    public void How_long_the_next_stay_is_the_applicant_says_where_it_was_too_long_or_is_not_known()
    {
        var longer = Form with { Employment = Post with { PlannedEnd = new(2027, 12, 31) } };
        RenewalRules.Prefill(longer, new(2027, 12, 31), Law).Employment!.PlannedEnd.Should().BeNull();
        RenewalRules.Prefill(Form with { Employment = Post with { PlannedEnd = null } }, new(2026, 12, 31), Law).Employment!.PlannedEnd.Should().BeNull();
        RenewalRules.Prefill(new(), new(2026, 12, 31), Law).Employment.Should().BeNull();
    }

    [Fact]
    public void The_permit_of_an_annulled_grant_stands_until_the_case_is_decided_again()
    {
        var story = Annulled();
        story.State.AnnulledPermit.Should().Be(ThePermit);
        story.Happened.OfType<ApplicationEvent.OfPermit>().Should().BeEmpty();

        var next = new PermitId(Old.Value);
        story.And(Mig, Grant() with { Permit = next });

        story.Last.Events.OfType<ApplicationEvent.OfPermit>().Should().Equal(new ApplicationEvent.OfPermit.GrantReplaced(ThePermit, ApplicationStatus.Granted, new(2026, 5, 4), story.Context.At));
        story.State.AnnulledPermit.Should().BeNull();
    }

    [Fact]
    public void And_loses_its_basis_when_the_case_is_given_up() =>
        Annulled().And(Applicant, new ApplicationCommand.Withdraw(null)).Last.Events[^1].Should().BeOfType<ApplicationEvent.OfPermit.GrantReplaced>().Which.Outcome.Should().Be(ApplicationStatus.Withdrawn);

    [Fact]
    public void A_pause_between_stays_is_none_between_a_permit_and_its_renewal()
    {
        var law = Law with { Stay = Law.Stay with { CoolingOff = new(6, PeriodUnit.Months), Window = null } };
        var grant = new PermitGrant(ThePermit, TheWorker, TheEmployer, SchemeId, Law.Version, new(2026, 4, 1), new(2026, 12, 31), Old);
        Stay[] held = [new(new(2025, 4, 1), new(2026, 3, 31))];

        Renewal().State.CannotHold(grant, held, law).Should().BeNull();
        Case.Drafted().State.CannotHold(grant, held, law)!.Code.Should().Be(ApplicationProblems.StayTooLong.Code);
    }

    private static Case Renewal() => Case.New().And(Applicant, Draft() with { Renews = Old });

    private static Case Annulled() => Case.Granted().On("2026-03-10 09:00").And(Applicant, new ApplicationCommand.Appeal("The last day is wrong."))
        .On("2026-05-04 09:00").And(Mig, new ApplicationCommand.DecideAppeal(1, AppealResult.Annulled, "The day was not looked at.", Mari));

    [Fact]
    public void An_answer_moves_no_renewal_away_from_the_permit_that_it_follows()
    {
        var story = Renewal().And(Applicant, Submit with { Renewed = Valid }).And(Mig, new ApplicationCommand.RequestInformation(1, ["/employment"], "From when?", Mari)).By(Applicant);
        var post = story.State.Form!.Employment!;

        foreach (var days in new[] { -1, 1 })
            story.When(new ApplicationCommand.Answer(1, "From then.", post with { PlannedStart = post.PlannedStart!.Value.AddDays(days) }, null, null)).IsRefused(ApplicationProblems.Invalid, "/employment/plannedStart");
        story.When(new ApplicationCommand.Answer(1, "As said.", post with { PlannedEnd = post.PlannedEnd!.Value.AddDays(-1) }, null, null)).Last.Problem.Should().BeNull();
    }
}
