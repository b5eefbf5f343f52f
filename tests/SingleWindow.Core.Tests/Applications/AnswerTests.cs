using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

public sealed class AnswerTests
{
    [Fact]
    public void An_answer_gives_the_task_back_with_its_full_time()
    {
        var story = Case.Incomplete().On("2026-03-10 09:00").By(Applicant);

        story.When(Reply(1)).Then(
            new ApplicationEvent.InquiryAnswered(1, new(2026, 3, 10), "Here it is.", null, story.Context.At),
            new ApplicationEvent.TaskOpened(Completeness, "completeness", "MIG", false, new(2026, 3, 12), new(2026, 3, 12, 22, 0, 0, TimeSpan.Zero), story.Context.At));
        story.State.Status.Should().Be(ApplicationStatus.Submitted);
        story.State.Form.Should().Be(Form, "what was not amended stays");
    }

    [Fact]
    public void An_answer_during_the_checks_moves_the_last_day_by_the_time_that_it_took()
    {
        var story = Asked().On("2026-03-09 09:00").By(Applicant).When(Reply(1));

        story.State.DueOn.Should().Be(new DateOnly(2026, 3, 19), "5, 6 and 9 March do not count");
        story.Last.Events.Should().ContainSingle(one => one is ApplicationEvent.DueSet);
        story.State.Status.Should().Be(ApplicationStatus.ChecksRunning);
    }

    [Fact]
    public void An_answer_on_the_day_of_the_request_moves_nothing() => Asked().By(Applicant).When(Reply(1)).State.DueOn.Should().Be(new DateOnly(2026, 3, 16));

    [Fact]
    public void An_answer_may_replace_the_post_the_stay_and_the_declarations()
    {
        var (post, stay, evidence) = (Post with { WageMonthly = new(3000m, "EUR") }, new LegalStayForm("visa-free", null, new(2027, 2, 1)), Form.Evidence!.Reverse().ToArray());

        var app = Case.Incomplete().And(Applicant, new ApplicationCommand.Answer(1, "Amended.", post, stay, evidence)).State;

        app.Form.Should().Be(Form with { Employment = post, LegalStay = stay, Evidence = evidence });
        app.Form!.Worker.Should().Be(Olena, "nobody swaps the worker");
    }

    [Fact]
    public void An_amendment_brings_the_evidence_that_it_changes()
    {
        EvidenceItem[] judged = [new("tax-standing", "record:tax-standing", EvidenceResult.NotMet)];

        Case.Incomplete().And(Applicant, Reply(1, Post with { JobTitle = "Fitter" }) with { Judged = judged }).State.Evidence.Should().Equal(judged);
        Case.Incomplete().And(Applicant, Reply(1) with { Judged = judged }).State.Evidence.Should().Equal(Evidence, "nothing was corrected");
    }

    [Fact]
    public void Checks_that_cleared_another_post_are_made_again_with_their_full_time()
    {
        var story = Case.ReadyForDecision().And(Mig, Ask(Decision)).On("2026-03-09 09:00").And(Applicant, Reply(1, Post with { WageMonthly = new(2500m, "EUR") }));

        story.State.Status.Should().Be(ApplicationStatus.ChecksRunning);
        story.State.Task(TaxCheck).Should().Match<AuthorityTask>(task => task.Status == StepStatus.Open && task.Outcome == null && task.DueOn == new DateOnly(2026, 3, 11));
        story.By(Mig).When(Grant()).IsRefused(ApplicationProblems.ChecksOpen);
        story.And(Tax, Done(TaxCheck, "clear")).And(Lab, Done(LabourCheck, "clear")).And(Mig, Grant()).State.Status.Should().Be(ApplicationStatus.Granted);
    }

    [Fact]
    public void A_check_that_was_about_to_fall_silent_gets_its_full_time_for_the_corrected_post()
    {
        var story = Asked().On("2026-03-05 23:59").And(Applicant, Reply(1, Post with { JobTitle = "Fitter" })).On("2026-03-06 00:00");

        story.And(Actor.Hub, new ApplicationCommand.TimeOut(TaxCheck)).State.Task(TaxCheck)
            .Should().Match<AuthorityTask>(task => task.Status == StepStatus.Open && task.DueOn == new DateOnly(2026, 3, 9));
    }

    [Fact]
    public void A_late_answer_with_another_post_goes_back_to_the_check_that_had_asked_and_finished_without_it()
    {
        var story = Case.ChecksRunning().And(Tax, Ask(TaxCheck)).On("2026-03-20").And(Actor.Hub, new ApplicationCommand.Lapse(1))
            .And(Tax, Done(TaxCheck, "clear")).And(Applicant, Reply(1, Post with { JobTitle = "Fitter" }));

        story.State.Task(TaxCheck)!.Status.Should().Be(StepStatus.Open);
    }

    [Fact]
    public void An_answer_that_leaves_the_post_as_it_was_repeats_no_check() =>
        Case.ReadyForDecision().And(Mig, Ask(Decision)).And(Applicant, Reply(1, Post)).State.Status.Should().Be(ApplicationStatus.ReadyForDecision);

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public void An_answer_says_something(string text) =>
        Case.Incomplete().By(Applicant).When(Reply(1) with { Text = text }).IsRefused(ApplicationProblems.Invalid, "/text");

    [Fact]
    public void An_answer_may_replace_the_stay_alone() =>
        Case.Incomplete().And(Applicant, new ApplicationCommand.Answer(1, "Visa.", null, new("visa", "D-9", new(2027, 3, 1)), null)).State.Form!.Employment
            .Should().Be(Post);

    [Fact]
    public void An_amendment_must_meet_the_rules() =>
        Case.Incomplete().By(Applicant).When(Reply(1, Post with { WageMonthly = new(1000m, "EUR") }))
            .IsRefused(ApplicationProblems.Invalid, "/employment/wageMonthly/amount");

    [Fact]
    public void An_amendment_is_judged_by_the_day_of_filing()
    {
        var story = Case.Submitted(Form with { Employment = Post with { PlannedStart = new(2026, 3, 3) } });

        story.On("2026-03-04 09:00").And(Mig, Ask(Completeness)).On("2026-03-10 09:00")
            .And(Applicant, Reply(1, Post with { PlannedStart = new(2026, 3, 5) })).State.Form!.Employment!.PlannedStart
            .Should().Be(new DateOnly(2026, 3, 5));
    }

    [Theory]
    [InlineData("2026-03-31", true)]
    [InlineData("2026-04-01", false)]
    public void An_answer_moves_no_days_into_those_of_another_application_for_the_same_worker(string lastOfTheOther, bool fine)
    {
        Stay[] filed = [new(new(2026, 1, 1), DateOnly.ParseExact(lastOfTheOther, "yyyy-MM-dd"))];
        var story = Case.Incomplete().By(Applicant).When(Reply(1, Post with { PlannedEnd = new(2026, 11, 30) }) with { Filed = filed });

        if (fine) story.Last.Problem.Should().BeNull();
        else story.IsRefused(ApplicationProblems.Duplicate, "/employment/plannedStart");
    }

    [Fact]
    public void Days_that_stay_as_they_were_filed_are_not_compared_again()
    {
        Stay[] filed = [new(new(2026, 4, 1), new(2026, 4, 1))];

        Case.Incomplete().And(Applicant, Reply(1, Post with { JobTitle = "Fitter" }) with { Filed = filed }).State.Form!.Employment!.JobTitle.Should().Be("Fitter");
        Case.Incomplete().And(Applicant, Reply(1) with { Filed = filed }).State.Form.Should().Be(Form);
    }

    [Fact]
    public void After_erasure_an_amendment_has_nothing_to_amend()
    {
        var story = Erased().And(Mig, Ask(Completeness)).By(Applicant).When(Reply(1, Post));

        story.Last.Problem!.Code.Should().Be(ApplicationProblems.Invalid.Code);
        story.Last.Problem.Errors.Should().Contain(error => error.Pointer == "/worker/familyName");
    }

    [Fact]
    public void After_erasure_an_answer_in_words_is_still_possible() =>
        Erased().And(Mig, Ask(Completeness)).And(Applicant, Reply(1)).State.Form.Should().BeNull();

    [Fact]
    public void There_must_be_an_open_request()
    {
        Case.Incomplete().By(Applicant).When(Reply(2)).IsRefused(ApplicationProblems.NothingToAnswer);
        Case.Incomplete().And(Applicant, Reply(1)).When(Reply(1)).IsRefused(ApplicationProblems.NothingToAnswer);
        Case.Drafted().By(Applicant).When(Reply(1)).IsRefused(ApplicationProblems.NothingToAnswer);
    }

    [Fact]
    public void Nobody_else_answers() => Case.Incomplete().By(Stranger).When(Reply(1)).IsRefused(ApplicationProblems.Unknown);

    [Fact]
    public void After_the_end_nothing_is_answered() =>
        Case.Incomplete().And(Applicant, new ApplicationCommand.Withdraw(null)).When(Reply(1)).IsRefused(ApplicationProblems.Ended);

    [Fact]
    public void A_late_answer_still_counts_until_somebody_decides()
    {
        var story = Case.Lapsed().And(Applicant, Reply(1));

        story.State.Inquiry(1)!.AnsweredOn.Should().Be(new DateOnly(2026, 3, 16));
        story.By(Mig).When(NotReview(2)).IsRefused(ApplicationProblems.NothingLapsed);
    }

    [Fact]
    public void A_late_answer_does_not_end_the_wait_for_another_one()
    {
        var story = Case.Lapsed().And(Mig, Ask(Completeness)).And(Applicant, Reply(1));

        story.State.Task(Completeness)!.Status.Should().Be(StepStatus.AwaitingApplicant, "the second request is still open");
        story.And(Applicant, Reply(2)).State.Task(Completeness)!.Status.Should().Be(StepStatus.Open);
    }

    [Fact]
    public void A_reply_in_a_hearing_leaves_the_clock_alone()
    {
        var story = Case.HearingOpen().On("2026-03-06 09:00").By(Applicant);

        story.When(Reply(1)).Then(
            new ApplicationEvent.InquiryAnswered(1, new(2026, 3, 6), "Here it is.", null, story.Context.At),
            new ApplicationEvent.TaskOpened(Decision, "decision", "MIG", true, null, null, story.Context.At));
        story.State.DueOn.Should().Be(new DateOnly(2026, 3, 16));
    }

    [Fact]
    public void A_claimed_task_comes_back_to_the_official_who_claimed_it() =>
        Case.Submitted().And(Mig, new ApplicationCommand.Claim(Completeness, Mari)).And(Mig, Ask(Completeness) with { Official = Mari }).And(Applicant, Reply(1))
            .State.Task(Completeness)
            .Should().Match<AuthorityTask>(task => task.Status == StepStatus.Claimed && task.ClaimedBy == Mari.Id);

    [Fact]
    public void A_task_that_was_late_is_not_late_any_more_when_it_comes_back_with_its_full_time()
    {
        var story = Case.Submitted().On("2026-03-05 00:00").And(Actor.Hub, new ApplicationCommand.TimeOut(Completeness)).And(Mig, Ask(Completeness))
            .And(Applicant, Reply(1));

        story.State.Task(Completeness).Should().Match<AuthorityTask>(task => !task.Overdue && task.DueOn == new DateOnly(2026, 3, 9));
        story.On("2026-03-10").And(Actor.Hub, new ApplicationCommand.TimeOut(Completeness)).State.Task(Completeness)!.Overdue
            .Should().BeTrue("it can be late again");
    }

    private static Case Asked() => Case.ChecksRunning().On("2026-03-04 09:00").And(Lab, Ask(LabourCheck));

    private static Case Erased() => (Case)Case.New().Given(Case.Submitted().Happened.Select(one => one switch
    {
        ApplicationEvent.Drafted drafted => drafted with { Form = null },
        ApplicationEvent.Submitted submitted => submitted with { Form = null },
        _ => one,
    }));
}
