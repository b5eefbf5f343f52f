using SingleWindow.Core.Appeals;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>What other schemes know and short-term employment does not: cut-short checks, the employer's own steps, discontinuation, more time, conditions, appeals, steps after the grant.</summary>
public sealed class OtherLawTests
{
    private static readonly SchemeCatalog Abroad = new(SchemeCatalog.Default.All, open: true);
    private static readonly Actor Emp = new("emp-desk", "EMP"), Con = new("con-desk", "CON");
    private static readonly Core.Authorities.Official Anne = new(new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e10")), "EMP", "labour-market", "Anne Eeskuju", "consultant");

    private static readonly ApplicationForm Picker = Form with
    {
        Employment = Post with { Isco = "9211", Nace = "01.24", WageMonthly = new(5000m, "PLN"), PlannedStart = new(2026, 7, 1), PlannedEnd = new(2026, 9, 30), UserUndertaking = null },
        LegalStay = new("visa-to-be-sought"),
        Evidence = [new("work-conditions", "As the collective agreement says.")],
    };

    [Fact]
    public void Polands_permit_waits_for_the_register_the_visa_and_the_employers_notice_and_its_clock_starts_at_the_last()
    {
        var story = Entered().And(Emp, Done(3, "issued")).And(Con, Done(4, "issued"));
        story.State.Task(5).Should().Match<AuthorityTask>(task => task.Step == "arrival-notice" && task.Authority == "employer");
        story.State.DueOn.Should().BeNull("the period of seven working days begins with the notice");

        story.On("2026-07-03 09:00").And(Applicant, new ApplicationCommand.Report("arrival-notice", "notified", "Orchard road 3."));

        story.State.Status.Should().Be(ApplicationStatus.ReadyForDecision);
        story.State.DueOn.Should().Be(new DateOnly(2026, 7, 14), "seven working days after Friday, 3 July");
        story.And(Emp, new ApplicationCommand.Complete(6, "granted", null, [], [], Anne, ThePermit)).State.Status.Should().Be(ApplicationStatus.Granted);
    }

    [Fact]
    public void Without_news_of_the_arrival_for_120_days_the_case_is_discontinued()
    {
        var story = Entered().And(Emp, Done(3, "issued")).And(Con, Done(4, "issued"));
        var due = story.State.Task(5)!.DueOn!.Value;

        story.On($"{due:yyyy-MM-dd} 23:59").By(Actor.Hub).When(new ApplicationCommand.TimeOut(5)).Last.Events.Should().BeEmpty("the last day is not over, on Warsaw's clock an hour later still");
        story.On($"{due.AddDays(1):yyyy-MM-dd} 01:00").And(Actor.Hub, new ApplicationCommand.TimeOut(5));

        story.State.Status.Should().Be(ApplicationStatus.Discontinued);
        story.State.HasEnded.Should().BeTrue();
        story.By(Applicant).When(new ApplicationCommand.Report("arrival-notice", "notified", null)).IsRefused(ApplicationProblems.NothingToReport);
    }

    [Fact]
    public void A_check_that_finds_that_nothing_can_follow_leaves_the_others_out_and_still_nobody_is_refused_unheard()
    {
        var story = Pole().On("2026-03-03 09:00").And(Emp, Done(1, "complete", Anne)).And(Emp, Done(2, "refused", Anne, "Such posts are protected."));

        story.State.Tasks.Select(task => task.Step).Should().Equal("completeness", "register-entry", "decision");
        story.By(Emp).When(new ApplicationCommand.Complete(3, "granted", null, [], [], Anne, ThePermit)).IsRefused(ApplicationProblems.ChecksLeftOut);
        story.By(Emp).When(new ApplicationCommand.Complete(3, "refused", "Protected.", ["REF-NOT-GENUINE"], [], Anne, ThePermit)).IsRefused(ApplicationProblems.NotHeard, "/grounds/0");
        story.And(Emp, new ApplicationCommand.IntendToRefuse(3, ["REF-NOT-GENUINE"], "Protected.")).On("2026-03-04 09:00").And(Applicant, Reply(1));
        story.And(Emp, new ApplicationCommand.Complete(3, "refused", "Protected.", ["REF-NOT-GENUINE"], [], Anne, ThePermit)).State.Status.Should().Be(ApplicationStatus.Refused);
    }

    [Fact]
    public void Other_facts_in_the_reply_bring_the_checks_that_were_left_out_back()
    {
        var story = Pole().On("2026-03-03 09:00").And(Emp, Done(1, "complete", Anne)).And(Emp, Done(2, "refused", Anne, "Protected."))
            .And(Emp, new ApplicationCommand.IntendToRefuse(3, ["REF-NOT-GENUINE"], "Protected.")).On("2026-03-04 09:00")
            .And(Applicant, Reply(1, Picker.Employment! with { Isco = "9212" }));

        story.State.ChecksLeftOut.Should().BeFalse();
        story.State.Task(2)!.IsFinished.Should().BeFalse("the register looks again");
        story.By(Emp).When(new ApplicationCommand.Complete(3, "granted", null, [], [], Anne, ThePermit)).IsRefused(ApplicationProblems.ChecksOpen);
    }

    [Fact]
    public void The_applicant_reports_his_own_step_and_no_other()
    {
        var story = Entered();
        story.By(Applicant).When(new ApplicationCommand.Report("arrival-notice", "notified", null)).IsRefused(ApplicationProblems.NothingToReport);
        story.By(Applicant).When(new ApplicationCommand.Report("certificate", "issued", null)).IsRefused(ApplicationProblems.NothingToReport);
        story.And(Emp, Done(3, "issued")).And(Con, Done(4, "issued"));
        story.By(Applicant).When(new ApplicationCommand.Report("arrival-notice", "granted", null)).IsRefused(ApplicationProblems.NoSuchOutcome, "/outcome");
        story.By(Stranger).When(new ApplicationCommand.Report("arrival-notice", "notified", null)).IsRefused(ApplicationProblems.Unknown);
        story.By(Emp).When(Done(5, "notified")).IsRefused(ApplicationProblems.UnknownTask);
    }

    [Fact]
    public void The_period_is_extended_once_by_a_named_official_with_a_reason_and_in_time()
    {
        var story = Case.ReadyForDecision(schemes: Rich);
        story.State.DueOn.Should().Be(new DateOnly(2026, 3, 16));
        story.By(Mig).When(new ApplicationCommand.Extend(Decision, " ", Mari)).IsRefused(ApplicationProblems.Invalid, "/reason");
        story.By(Mig).When(new ApplicationCommand.Extend(Decision, "Complex.", null)).IsRefused(ApplicationProblems.NotSigned, "/official");

        story.And(Mig, new ApplicationCommand.Extend(Decision, "Three employers and two countries.", Mari));

        story.State.DueOn.Should().Be(new DateOnly(2026, 4, 15), "ten working days and thirty days");
        story.By(Mig).When(new ApplicationCommand.Extend(Decision, "Again.", Mari)).IsRefused(ApplicationProblems.NoExtension);
        Case.ReadyForDecision().By(Mig).When(new ApplicationCommand.Extend(Decision, "Complex.", Mari)).IsRefused(ApplicationProblems.NoExtension);
        Case.ReadyForDecision(schemes: Rich).On("2026-03-17 00:00").And(Actor.Hub, new ApplicationCommand.PassPeriod()).By(Mig)
            .When(new ApplicationCommand.Extend(Decision, "Too late.", Mari)).IsRefused(ApplicationProblems.NoExtension);
    }

    [Fact]
    public void A_grant_may_carry_conditions_and_nothing_else_may()
    {
        var granted = Case.GrantedWithConditions();

        granted.State.Status.Should().Be(ApplicationStatus.GrantedWithConditions);
        granted.State.Decision!.Conditions.Should().Equal("Proof of housing within a month.");
        granted.Happened.OfType<ApplicationEvent.Decided>().Single().Terms!.Conditions.Should().ContainSingle();
        Case.Heard().On("2026-03-09 09:00").By(Mig).When(Refuse() with { Conditions = ["None."] }).IsRefused(ApplicationProblems.NoConditions, "/conditions");
        Case.ChecksRunning().By(Tax).When(Done(TaxCheck, "clear") with { Conditions = ["None."] }).IsRefused(ApplicationProblems.NoConditions, "/conditions");
    }

    [Fact]
    public void A_decision_is_challenged_until_the_last_day_and_once_at_a_time()
    {
        var refused = Case.Refused();
        var last = refused.State.Decision!.AppealUntil;

        Case.ReadyForDecision().By(Applicant).When(new ApplicationCommand.Appeal("Why?")).IsRefused(ApplicationProblems.NothingDecided);
        Case.Withdrawn().By(Applicant).When(new ApplicationCommand.Appeal("Why?")).IsRefused(ApplicationProblems.NothingDecided);
        Case.Refused().On($"{last.AddDays(1):yyyy-MM-dd} 00:00").By(Applicant).When(new ApplicationCommand.Appeal("Why?")).IsRefused(ApplicationProblems.AppealTooLate);
        refused.On($"{last:yyyy-MM-dd} 23:59").By(Stranger).When(new ApplicationCommand.Appeal("Why?")).IsRefused(ApplicationProblems.Unknown);
        refused.And(Applicant, new ApplicationCommand.Appeal("The pay was raised.")).State.UnderAppeal.Should().BeTrue();
        refused.By(Applicant).When(new ApplicationCommand.Appeal("And again.")).IsRefused(ApplicationProblems.UnderAppeal);
        refused.State.Status.Should().Be(ApplicationStatus.Refused, "under appeal is a flag beside the state");
    }

    [Fact]
    public void An_annulled_decision_is_taken_again_in_its_full_time_after_a_new_hearing()
    {
        var story = Case.UnderAppeal().On("2026-05-04 09:00").And(Mig, new ApplicationCommand.DecideAppeal(1, AppealResult.Annulled, "The pay was not looked at.", Mari));

        story.State.Status.Should().Be(ApplicationStatus.ReadyForDecision);
        story.State.DueOn.Should().Be(new DateOnly(2026, 5, 18));
        story.By(Mig).When(Refuse()).IsRefused(ApplicationProblems.NotHeard, "/grounds/0");
        story.By(Tax).When(new ApplicationCommand.DecideAppeal(1, AppealResult.Dismissed, "No.", Toomas)).IsRefused(AppealProblems.Unknown);
        story.By(Mig).When(new ApplicationCommand.DecideAppeal(1, AppealResult.Dismissed, "No.", Mari)).IsRefused(AppealProblems.Decided);
        story.And(Mig, Grant()).State.Status.Should().Be(ApplicationStatus.Granted);
    }

    [Fact]
    public void An_annulled_non_review_brings_back_the_checks_that_nobody_made()
    {
        var story = Case.ChecksRunning().And(Tax, Ask(TaxCheck)).On("2026-03-14").And(Actor.Hub, new ApplicationCommand.Lapse(1))
            .On("2026-03-16 09:00").And(Mig, NotReview(Decision)).On("2026-03-17 09:00").And(Applicant, new ApplicationCommand.Appeal("It was sent."))
            .On("2026-05-04 09:00").And(Mig, new ApplicationCommand.DecideAppeal(1, AppealResult.Annulled, "It was sent.", Mari));

        story.State.Status.Should().Be(ApplicationStatus.ChecksRunning);
        story.By(Mig).When(Grant()).IsRefused(ApplicationProblems.TaskClosed);
        story.And(Tax, Done(TaxCheck, "clear")).And(Lab, Done(LabourCheck, "clear")).And(Mig, Grant()).State.Status.Should().Be(ApplicationStatus.Granted);
    }

    [Fact]
    public void An_annulled_non_review_of_an_incomplete_case_begins_with_its_completeness()
    {
        var story = Case.NotReviewed().On("2026-03-17 09:00").And(Applicant, new ApplicationCommand.Appeal("It was sent."))
            .On("2026-05-04 09:00").And(Mig, new ApplicationCommand.DecideAppeal(1, AppealResult.Annulled, "It was sent.", Mari));

        story.By(Mig).When(Grant(2)).Last.Problem.Should().NotBeNull();
        story.And(Mig, Done(Completeness, "complete", Mari)).State.Tasks.Where(task => !task.IsFinished).Select(task => task.Step).Should().Equal("tax-check", "labour-check");
    }

    [Fact]
    public void A_check_that_ends_everything_leaves_an_open_decision_open()
    {
        var story = Pole().On("2026-03-03 09:00").And(Emp, Done(1, "complete", Anne)).And(Emp, Ask(2) with { Items = ["work-conditions"] }).On("2026-03-12")
            .And(Actor.Hub, new ApplicationCommand.Lapse(1)).On("2026-03-12 09:00").And(Emp, Done(2, "refused", Anne, "Such posts are protected."));

        story.State.Tasks.Should().ContainSingle(task => task.Decides && !task.IsFinished);
        story.And(Emp, new ApplicationCommand.IntendToRefuse(3, ["REF-NOT-GENUINE"], "Protected."));
    }

    [Fact]
    public void What_a_grant_opened_is_opened_again_when_it_is_granted_again()
    {
        var story = Case.ReadyForDecision(Form with { LegalStay = new("visa-to-be-sought") }).And(Mig, Grant()).And(Applicant, new ApplicationCommand.Appeal("The last day is wrong."))
            .And(Mig, new ApplicationCommand.DecideAppeal(1, AppealResult.Annulled, "It is.", Mari));

        story.State.Tasks.Single(task => task.Step == "visa").Status.Should().Be(StepStatus.Cancelled);
        story.And(Mig, Grant()).State.Tasks.Single(task => task.Step == "visa").Status.Should().Be(StepStatus.Open);
    }

    [Fact]
    public void A_dismissed_challenge_leaves_the_decision_as_it_is() =>
        Case.UnderAppeal().And(Mig, new ApplicationCommand.DecideAppeal(1, AppealResult.Dismissed, "It was right.", Mari)).State
            .Should().Match<Application>(app => app.Status == ApplicationStatus.Refused && !app.UnderAppeal);

    [Fact]
    public void After_a_grant_the_consulate_is_asked_for_the_visa_when_one_is_needed_and_for_nothing_more_after_a_refusal()
    {
        var needsVisa = Form with { LegalStay = new("visa-to-be-sought") };

        var granted = Case.ReadyForDecision(needsVisa).And(Mig, Grant());
        granted.State.Tasks[^1].Should().Match<AuthorityTask>(task => task.Step == "visa" && task.Authority == "CON" && task.Status == StepStatus.Open);
        granted.State.Status.Should().Be(ApplicationStatus.Granted);
        granted.And(Con, Done(5, "issued")).State.Tasks.Should().OnlyContain(task => task.IsFinished);
        Case.Granted().State.Tasks.Should().NotContain(task => task.Step == "visa", "who has a visa needs none");
        Case.Refused().State.Tasks.Should().NotContain(task => task.Step == "visa");
    }

    [Fact]
    public void What_a_labour_market_test_is_waived_for_is_not_tested()
    {
        var permit = SchemeCatalog.Default.Newest("ee-residence-permit-employment")!;
        var test = permit.Step("labour-market-test");

        permit.Needs(test, new()).Should().BeTrue();
        permit.Needs(test, new() { Category = "top-specialist" }).Should().BeFalse();
        permit.Needs(test, new() { Renewal = true }).Should().BeFalse();
        permit.Needs(permit.Step("qualification-check"), new() { Country = "EST", QualificationCountry = "EST" }).Should().BeFalse();
        permit.Needs(permit.Step("qualification-check"), new() { Country = "EST", QualificationCountry = "IND" }).Should().BeTrue();
    }

    private static Case Pole() => Case.New(Abroad).And(Applicant, new ApplicationCommand.Draft(TheApplication, TheEmployer, "pl-seasonal-work-permit", Picker)).And(Applicant, Submit);

    /// <summary>Poland waits for the employer's notice of the arrival.</summary>
    internal static Case ArrivalOpen() => Entered().And(Emp, Done(3, "issued")).And(Con, Done(4, "issued"));

    private static Case Entered() => Pole().On("2026-03-03 09:00").And(Emp, Done(1, "complete", Anne)).And(Emp, Done(2, "entered", Anne));
}
