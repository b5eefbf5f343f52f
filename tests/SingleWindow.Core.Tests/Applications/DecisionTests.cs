using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

public sealed class DecisionTests
{
    [Fact]
    public void A_grant_is_signed_says_where_it_can_be_challenged_and_gives_a_permit()
    {
        var story = Case.ReadyForDecision().By(Mig);

        story.When(Grant()).Then(
            new ApplicationEvent.TaskDone(Decision, "granted", Mari.Id, null, story.Context.At),
            new ApplicationEvent.Decided(
                ApplicationStatus.Granted, [], ["Aliens Act (VMS) §§ 104-110"], null, Mari.Id, "Mari Maasikas, adviser", "MIG", new(2026, 3, 5),
                "Administrative court, or challenge to the Police and Border Guard Board", new(2026, 4, 9),
                new(ThePermit, TheWorker, TheEmployer, SchemeId, "2026-01", new(2026, 4, 1), new(2026, 12, 31)), new PermitTerms("7212", new(2092.0m, "EUR")), story.Context.At));
        story.State.Should().Match<Application>(app => app.Status == ApplicationStatus.Granted && app.HasEnded);
        story.State.Tasks.Should().OnlyContain(task => task.IsFinished);
    }

    [Fact]
    public void A_refusal_names_its_grounds_and_the_law_behind_them()
    {
        var decision = Case.Refused().State.Decision!;

        decision.Outcome.Should().Be(ApplicationStatus.Refused);
        decision.LegalBasis.Should().Equal("Aliens Act (VMS) §§ 104-110", "Aliens Act (VMS) § 107");
        decision.Should().Match<DecisionTaken>(it => it.Reasons == "The pay is too low." && it.SignedBy == "Mari Maasikas, adviser" && it.Grant == null);
    }

    [Fact]
    public void Two_grounds_in_one_paragraph_name_it_once() =>
        Case.ReadyForDecision().And(Mig, Hear() with { Grounds = ["REF-ARREARS", "REF-QUALIFICATION"] }).And(Applicant, Reply(1))
            .And(Mig, Refuse() with { Grounds = ["REF-ARREARS", "REF-QUALIFICATION"] }).State.Decision!.LegalBasis
            .Should().OnlyHaveUniqueItems().And.HaveCount(2);

    [Theory]
    [InlineData("granted")]
    [InlineData("refused")]
    [InlineData("not-reviewed")]
    public void Nobody_decides_without_a_name(string outcome) =>
        Case.Heard().By(Mig).When(Refuse() with { Outcome = outcome, Official = null }).IsRefused(ApplicationProblems.NotSigned, "/official");

    [Fact]
    public void An_official_of_another_authority_does_not_sign() =>
        Case.ReadyForDecision().By(Mig).When(Grant() with { Official = Toomas }).IsRefused(ApplicationProblems.UnknownTask);

    [Fact]
    public void Nobody_is_refused_unheard() => Case.ReadyForDecision().By(Mig).When(Refuse()).IsRefused(ApplicationProblems.NotHeard, "/grounds/0");

    [Fact]
    public void A_request_for_information_is_no_hearing() =>
        Case.ReadyForDecision().And(Mig, Ask(Decision)).And(Applicant, Reply(1)).By(Mig).When(Refuse()).IsRefused(ApplicationProblems.NotHeard, "/grounds/0");

    [Fact]
    public void Nobody_is_refused_on_a_ground_that_he_was_not_heard_on() =>
        Case.Heard().By(Mig).When(Refuse() with { Grounds = ["REF-PAY", "REF-STAY"] }).IsRefused(ApplicationProblems.NotHeard, "/grounds/1");

    [Fact]
    public void What_a_check_finds_after_the_hearing_is_no_ground_until_the_applicant_was_heard_again()
    {
        var story = Case.Heard().And(Mig, Ask(Decision)).And(Applicant, Reply(2, Post with { JobTitle = "Fitter" }))
            .And(Tax, Done(TaxCheck, "clear")).And(Lab, Done(LabourCheck, "objection", Liis, "No such workplace."));

        story.By(Mig).When(Refuse()).IsRefused(ApplicationProblems.NotHeard, "/grounds/0");
        story.And(Mig, Hear()).And(Applicant, Reply(3)).And(Mig, Refuse()).State.Status.Should().Be(ApplicationStatus.Refused);
    }

    [Theory]
    [InlineData("REF-PAY", "not-reviewed")]
    [InlineData("NR-NO-ANSWER", "refused")]
    public void A_ground_carries_the_outcome_that_the_law_gives_it_and_no_other(string ground, string outcome)
    {
        var story = outcome == "refused" ? Case.Heard() : Case.Lapsed();

        story.By(Mig).When(new ApplicationCommand.Complete(story.State.Tasks.Find(task => task.Decides)!.Number, outcome, "Words.", [ground], [], Mari, ThePermit))
            .IsRefused(ApplicationProblems.NoGrounds, "/grounds/0");
    }

    [Fact]
    public void When_the_planned_work_is_over_it_can_be_refused_for_that() =>
        Case.ReadyForDecision().On("2027-01-04 09:00").And(Mig, Hear() with { Grounds = ["REF-PERIOD-OVER"] }).And(Applicant, Reply(1))
            .And(Mig, Refuse() with { Grounds = ["REF-PERIOD-OVER"] }).State.Status.Should().Be(ApplicationStatus.Refused);

    [Fact]
    public void A_permit_granted_meanwhile_may_leave_no_room_in_the_window()
    {
        // 275 planned days from 1 April on: with the 90 days of January to March they are 365, with one more they are too many.
        Case.ReadyForDecision().And(Mig, Grant() with { Stays = [new(new(2026, 1, 1), new(2026, 3, 31))] }).State.Status.Should().Be(ApplicationStatus.Granted);
        Case.ReadyForDecision().By(Mig).When(Grant() with { Stays = [new(new(2025, 12, 31), new(2026, 3, 31))] }).IsRefused(ApplicationProblems.StayTooLong);
    }

    [Fact]
    public void A_ground_is_named_once() =>
        Case.Heard().By(Mig).When(Refuse() with { Grounds = ["REF-PAY", "REF-PAY"] }).IsRefused(ApplicationProblems.NoGrounds, "/grounds/1");

    [Fact]
    public void A_grant_has_no_grounds_for_refusal() =>
        Case.ReadyForDecision().By(Mig).When(Grant() with { Grounds = PayGround }).IsRefused(ApplicationProblems.NoGrounds, "/grounds");

    [Fact]
    public void A_permit_never_reaches_back_before_its_decision() =>
        Case.ReadyForDecision().On("2026-04-20 09:00").And(Mig, Grant()).State.Decision!.Grant!
            .Should().Match<PermitGrant>(grant => grant.From == new DateOnly(2026, 4, 20) && grant.To == new DateOnly(2026, 12, 31));

    [Fact]
    public void When_the_planned_work_is_over_nothing_is_left_to_grant() =>
        Case.ReadyForDecision().On("2027-01-04 09:00").By(Mig).When(Grant()).IsRefused(ApplicationProblems.PeriodOver);

    [Fact]
    public void A_refusal_without_grounds_or_reasons_is_refused()
    {
        Case.Heard().By(Mig).When(Refuse() with { Grounds = [] }).IsRefused(ApplicationProblems.NoGrounds, "/grounds");
        Case.Heard().By(Mig).When(Refuse() with { Findings = " " }).IsRefused(ApplicationProblems.NoGrounds, "/findings");
        Case.Heard().By(Mig).When(Refuse() with { Grounds = ["REF-MOOD"], Findings = null })
            .IsRefused(ApplicationProblems.NoGrounds, "/grounds/0", "/findings");
    }

    [Fact]
    public void After_the_hearing_it_may_still_be_granted() => Case.Heard().And(Mig, Grant()).State.Status.Should().Be(ApplicationStatus.Granted);

    [Fact]
    public void Deciding_twice_is_refused()
    {
        foreach (var story in new[] { Case.Granted(), Case.Refused() })
            foreach (var again in new[] { Grant(), Refuse() })
                story.By(Mig).When(again).IsRefused(ApplicationProblems.TaskClosed);
    }

    [Fact]
    public void A_withdrawn_application_is_not_decided() =>
        Case.ReadyForDecision().And(Applicant, new ApplicationCommand.Withdraw(null)).By(Mig).When(Grant()).IsRefused(ApplicationProblems.TaskClosed);

    [Fact]
    public void Silence_after_a_request_may_be_answered_with_not_reviewed()
    {
        var app = Case.NotReviewed().State;

        app.Status.Should().Be(ApplicationStatus.NotReviewed);
        app.Decision!.Should().Match<DecisionTaken>(it => it.Grounds.Count == 1 && it.Reasons == "No answer came." && it.Grant == null);
    }

    [Fact]
    public void Not_reviewed_needs_a_request_that_went_unanswered() =>
        Case.ReadyForDecision().By(Mig).When(NotReview(Decision)).IsRefused(ApplicationProblems.NothingLapsed);

    [Fact]
    public void Not_reviewed_is_over_once_the_authority_has_asked_again_or_found_it_complete()
    {
        var again = Case.Lapsed().And(Mig, Ask(Completeness));
        again.By(Mig).When(NotReview(2)).IsRefused(ApplicationProblems.NothingLapsed);
        again.And(Applicant, Reply(2)).By(Mig).When(NotReview(2)).IsRefused(ApplicationProblems.NothingLapsed);
        Case.Lapsed().And(Mig, Done(Completeness, "complete", Mari)).When(NotReview(2)).IsRefused(ApplicationProblems.NothingLapsed);
        Case.ChecksRunning().And(Lab, Ask(LabourCheck)).On("2026-03-20").And(Actor.Hub, new ApplicationCommand.Lapse(1)).And(Lab, Done(LabourCheck, "clear"))
            .By(Mig).When(NotReview(Decision)).IsRefused(ApplicationProblems.NothingLapsed);
    }

    [Fact]
    public void A_silence_that_was_cured_stays_cured_when_the_check_is_repeated()
    {
        var story = Case.ChecksRunning().And(Tax, Ask(TaxCheck)).On("2026-03-20").And(Actor.Hub, new ApplicationCommand.Lapse(1)).And(Tax, Done(TaxCheck, "clear"))
            .And(Lab, Ask(LabourCheck)).And(Applicant, Reply(2, Post with { JobTitle = "Fitter" }));

        story.By(Mig).When(NotReview(Decision)).IsRefused(ApplicationProblems.NothingLapsed);
    }

    [Fact]
    public void Another_job_title_in_the_reply_does_not_put_a_refusal_off_for_ever() =>
        Case.HearingOpen().And(Applicant, Reply(1, Post with { JobTitle = "Fitter" })).And(Tax, Done(TaxCheck, "clear")).And(Lab, Done(LabourCheck, "clear"))
            .And(Mig, Refuse()).State.Status.Should().Be(ApplicationStatus.Refused);

    [Fact]
    public void A_grant_is_measured_by_the_days_that_it_grants() =>
        Case.ReadyForDecision().On("2026-04-02 09:00").And(Mig, Grant() with { Stays = [new(new(2025, 12, 31), new(2026, 3, 31))] }).State.Status.Should().Be(ApplicationStatus.Granted);

    [Fact]
    public void Where_a_permit_outlasts_a_shorter_contract_the_decision_says_on_what_ground()
    {
        var law = SchemeCatalog.Default.Newest(SchemeId)! with { Stay = SchemeCatalog.Default.Newest("ee-eu-blue-card")!.Stay };

        var decided = Case.ReadyForDecision(schemes: new([law])).And(Mig, Grant()).State.Decision!;

        (decided.Grant!.From, decided.Grant.To).Should().Be((new DateOnly(2026, 4, 1), new DateOnly(2027, 3, 31)));
        decided.LegalBasis.Should().Contain("Directive (EU) 2021/1883, art. 9(2)");
        var full = Case.ReadyForDecision(Form with { Employment = Post with { PlannedEnd = new(2028, 6, 30) } }, new([law])).And(Mig, Grant()).State.Decision!;
        (full.Grant!.To, full.LegalBasis.Contains("Directive (EU) 2021/1883, art. 9(2)")).Should().Be((new DateOnly(2028, 6, 30), false));
    }

    [Fact]
    public void An_unanswered_hearing_is_no_reason_not_to_review() =>
        Case.HearingOpen().On("2026-03-13").And(Actor.Hub, new ApplicationCommand.Lapse(1)).By(Mig).When(NotReview(Decision))
            .IsRefused(ApplicationProblems.NothingLapsed);

    [Fact]
    public void Not_reviewed_needs_grounds_and_reasons_too() =>
        Case.Lapsed().By(Mig).When(NotReview(2) with { Grounds = [], Findings = null }).IsRefused(ApplicationProblems.NoGrounds, "/grounds", "/findings");

    [Theory]
    [InlineData("granted")]
    [InlineData("refused")]
    public void A_decision_opened_early_waits_for_every_check(string outcome) =>
        Case.Lapsed().By(Mig).When(Refuse(2) with { Outcome = outcome }).IsRefused(ApplicationProblems.ChecksOpen);

    [Fact]
    public void Nothing_is_granted_about_a_person_whose_data_have_been_erased()
    {
        var erased = (Case)Case.New().Given(Case.ReadyForDecision().Happened.Select(one => one switch
        {
            ApplicationEvent.Drafted drafted => drafted with { Form = null },
            ApplicationEvent.Submitted submitted => submitted with { Form = null },
            _ => one,
        }));

        erased.By(Mig).When(Grant()).IsRefused(ApplicationProblems.Erased);
    }

    [Fact]
    public void The_permit_names_the_pay_that_the_hours_need() =>
        Case.ReadyForDecision(Form with { Employment = Post with { WeeklyHours = 20m } })
            .And(Mig, Grant()).Happened.OfType<ApplicationEvent.Decided>().Single().Terms!.WageMonthlyRequired
            .Should().Be(new Money(1046.00m, "EUR"));
}
