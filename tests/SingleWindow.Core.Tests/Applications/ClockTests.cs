using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>What the passing of time does, and that a clock may ring early, late, twice or for nothing.</summary>
public sealed class ClockTests
{
    [Fact]
    public void A_check_that_is_silent_counts_as_no_objection()
    {
        var story = Case.ChecksRunning().On("2026-03-06 00:00").By(Actor.Hub);

        story.When(new ApplicationCommand.TimeOut(TaxCheck)).Then(new ApplicationEvent.TaskTimedOut(TaxCheck, true, story.Context.At));
        story.State.Task(TaxCheck).Should().Match<AuthorityTask>(task => task.Status == StepStatus.NoObjection && task.Overdue && task.IsFinished);
    }

    [Fact]
    public void The_last_silence_opens_the_decision()
    {
        var story = Case.ChecksRunning().On("2026-03-06 00:00").And(Actor.Hub, new ApplicationCommand.TimeOut(TaxCheck));

        story.When(new ApplicationCommand.TimeOut(LabourCheck)).Then(
            new ApplicationEvent.TaskTimedOut(LabourCheck, true, story.Context.At),
            new ApplicationEvent.TaskOpened(Decision, "decision", "MIG", true, null, null, story.Context.At));
    }

    [Fact]
    public void Completeness_does_not_come_by_silence_it_is_only_late()
    {
        var story = Case.Submitted().On("2026-03-05 00:00").By(Actor.Hub);

        story.When(new ApplicationCommand.TimeOut(Completeness)).Then(new ApplicationEvent.TaskTimedOut(Completeness, false, story.Context.At));
        story.State.Task(Completeness).Should().Match<AuthorityTask>(task => task.Overdue && task.Status == StepStatus.Open);
        story.When(new ApplicationCommand.TimeOut(Completeness)).Then();
    }

    [Fact]
    public void A_clock_that_rings_too_early_does_nothing()
    {
        Case.ChecksRunning().On("2026-03-05 23:59").By(Actor.Hub).When(new ApplicationCommand.TimeOut(TaxCheck)).Then();
        Case.ChecksRunning().On("2026-03-16 23:59").By(Actor.Hub).When(new ApplicationCommand.PassPeriod()).Then();
        Case.Incomplete().On("2026-03-13 23:59").By(Actor.Hub).When(new ApplicationCommand.Lapse(1)).Then();
    }

    [Fact]
    public void A_clock_that_rings_for_something_settled_does_nothing()
    {
        foreach (var story in new[] { Case.Drafted(), Case.Granted(), Case.Refused(), Case.NotReviewed(), Case.Withdrawn(), Case.ReadyForDecision() })
        {
            story.On("2026-06-01").By(Actor.Hub).When(new ApplicationCommand.TimeOut(Completeness)).Then();
            story.When(new ApplicationCommand.TimeOut(99)).Then();
            story.When(new ApplicationCommand.TimeOut(Decision)).Then();
            story.When(new ApplicationCommand.Lapse(99)).Then();
            if (story.State.HasEnded) story.When(new ApplicationCommand.PassPeriod()).Then();
        }
        Case.Lapsed().On("2026-06-01").By(Actor.Hub).When(new ApplicationCommand.Lapse(1)).Then();
        Case.Heard().On("2026-06-01").By(Actor.Hub).When(new ApplicationCommand.Lapse(1)).Then();
        Case.NotReviewed().On("2026-06-01").By(Actor.Hub).When(new ApplicationCommand.Lapse(1)).Then();
    }

    [Fact]
    public void While_the_applicant_is_asked_no_authority_is_late() =>
        Case.Incomplete().On("2026-03-13 12:00").By(Actor.Hub).When(new ApplicationCommand.TimeOut(Completeness)).Then();

    [Fact]
    public void The_end_of_the_period_is_told_once_and_decides_nothing()
    {
        var story = Case.ReadyForDecision().On("2026-03-17 00:00").By(Actor.Hub);

        story.When(new ApplicationCommand.PassPeriod()).Then(new ApplicationEvent.Overdue(new(2026, 3, 16), story.Context.At));
        story.State.Should().Match<Application>(app => app.Overdue && app.Status == ApplicationStatus.ReadyForDecision);
        story.When(new ApplicationCommand.PassPeriod()).Then();
        story.And(Mig, Grant()).State.Status.Should().Be(ApplicationStatus.Granted, "late is better than never");
    }

    [Fact]
    public void While_information_is_awaited_the_period_does_not_end() =>
        Case.ChecksRunning().On("2026-03-04 09:00").And(Lab, Ask(LabourCheck)).On("2026-03-16 23:00").By(Actor.Hub)
            .When(new ApplicationCommand.PassPeriod()).Then();

    [Fact]
    public void While_one_authority_asks_the_time_of_the_others_stands_still_and_what_was_left_is_left_afterwards()
    {
        var story = Case.ChecksRunning().On("2026-03-04 09:00").By(Lab);
        story.When(Ask(LabourCheck)).Last.Events[^1].Should().Be(new ApplicationEvent.TaskPaused(TaxCheck, new(1, PeriodUnit.WorkingDays), story.Context.At), "Thursday the 5th is left");
        story.State.Task(TaxCheck).Should().Match<AuthorityTask>(task => task.DueOn == null && task.DueAt == null && task.Status == StepStatus.Open);
        story.On("2026-03-09").By(Actor.Hub).When(new ApplicationCommand.TimeOut(TaxCheck)).Then();

        story.On("2026-03-10 09:00").By(Applicant).When(Reply(1)).Last.Events[^1]
            .Should().Be(new ApplicationEvent.TaskResumed(TaxCheck, new(2026, 3, 11), new(2026, 3, 11, 22, 0, 0, TimeSpan.Zero), story.Context.At));
        story.State.Task(LabourCheck)!.DueOn.Should().Be(new DateOnly(2026, 3, 12), "who asked has his full time");
        story.On("2026-03-11 23:59").By(Actor.Hub).When(new ApplicationCommand.TimeOut(TaxCheck)).Then();
        story.On("2026-03-12 00:00").And(Actor.Hub, new ApplicationCommand.TimeOut(TaxCheck)).State.Task(TaxCheck)!.Status.Should().Be(StepStatus.NoObjection);
    }

    [Fact]
    public void Who_is_paused_on_his_last_day_has_the_day_of_the_answer() =>
        Case.ChecksRunning().On("2026-03-05 09:00").And(Lab, Ask(LabourCheck)).On("2026-03-10 09:00").And(Applicant, Reply(1))
            .State.Task(TaxCheck)!.DueOn.Should().Be(new DateOnly(2026, 3, 10));

    [Fact]
    public void Time_goes_on_when_the_last_of_several_questions_is_answered()
    {
        var story = Case.ChecksRunning().On("2026-03-04 09:00").And(Lab, Ask(LabourCheck)).On("2026-03-06 09:00").And(Tax, Ask(TaxCheck)).On("2026-03-09 09:00").And(Applicant, Reply(1));
        story.State.Task(LabourCheck).Should().Match<AuthorityTask>(task => task.DueOn == null && task.Left == new Period(2, PeriodUnit.WorkingDays), "the other one still asks");

        story.On("2026-03-12 09:00").And(Applicant, Reply(2)).State.Tasks.Where(task => task.Number is TaxCheck or LabourCheck).Select(task => task.DueOn)
            .Should().Equal(new DateOnly(2026, 3, 16), new DateOnly(2026, 3, 16));
    }

    [Fact]
    public void A_check_that_is_late_already_stays_late_while_others_ask()
    {
        var escalates = new SchemeCatalog([SchemeCatalog.Default.Newest(SchemeId)! with { Steps = [.. SchemeCatalog.Default.Newest(SchemeId)!.Steps.Select(step => step with { OnTimeout = TimeoutEffect.Escalate })] }]);
        Case.ChecksRunning(schemes: escalates).On("2026-03-06").And(Actor.Hub, new ApplicationCommand.TimeOut(TaxCheck)).And(Lab, Ask(LabourCheck))
            .State.Task(TaxCheck).Should().Match<AuthorityTask>(task => task.Overdue && task.DueOn == new DateOnly(2026, 3, 5));
    }

    [Fact]
    public void Of_a_period_in_months_the_days_are_left()
    {
        var today = SchemeCatalog.Default.Newest(SchemeId)!;
        var slow = new SchemeCatalog([today with { Steps = [.. today.Steps.Select(step => step.Code == "tax-check" ? step with { Sla = new(1, PeriodUnit.Months, ClockStart.StepStart) } : step)] }]);
        var story = Case.ChecksRunning(schemes: slow).On("2026-03-30 09:00").And(Lab, Ask(LabourCheck));

        story.State.Task(TaxCheck)!.Left.Should().Be(new Period(7, PeriodUnit.CalendarDays), "3 April is Good Friday, so it ends on Monday the 6th");
    }

    [Fact]
    public void A_request_without_an_answer_goes_back_to_its_authority_and_opens_the_decision()
    {
        var story = Case.Incomplete().On("2026-03-14 00:00").By(Actor.Hub);

        story.When(new ApplicationCommand.Lapse(1)).Then(
            new ApplicationEvent.InquiryLapsed(1, story.Context.At),
            new ApplicationEvent.TaskOpened(Completeness, "completeness", "MIG", false, new(2026, 3, 17), new(2026, 3, 17, 22, 0, 0, TimeSpan.Zero), story.Context.At),
            new ApplicationEvent.TaskOpened(2, "decision", "MIG", true, null, null, story.Context.At));
        story.State.Status.Should().Be(ApplicationStatus.Submitted);
    }

    [Fact]
    public void A_check_whose_request_went_unanswered_has_time_again_and_may_be_silent_again()
    {
        var story = Case.ChecksRunning().On("2026-03-04 09:00").And(Lab, Ask(LabourCheck)).And(Tax, Done(TaxCheck, "clear")).On("2026-03-17 00:00")
            .And(Actor.Hub, new ApplicationCommand.Lapse(1));

        story.State.Task(LabourCheck).Should().Match<AuthorityTask>(task => task.Status == StepStatus.Open && task.DueOn == new DateOnly(2026, 3, 19));
        story.State.Status.Should().Be(ApplicationStatus.ChecksRunning, "the decision is open early, but a check still runs");
        story.On("2026-03-20").And(Actor.Hub, new ApplicationCommand.TimeOut(LabourCheck)).State.Status.Should().Be(ApplicationStatus.ReadyForDecision);
    }

    [Fact]
    public void A_claimed_task_stays_with_its_official_when_nobody_answers() =>
        Case.Submitted().And(Mig, new ApplicationCommand.Claim(Completeness, Mari)).And(Mig, Ask(Completeness) with { Official = Mari }).On("2026-03-20")
            .And(Actor.Hub, new ApplicationCommand.Lapse(1))
            .State.Task(Completeness)!.Status.Should().Be(StepStatus.Claimed);

    [Fact]
    public void Silence_starts_the_clock_again_after_the_last_day_to_reply()
    {
        // Asked on the 4th, to be answered by the 16th: 5 to 16 March do not count; seven working days are still to come after that day.
        var story = Case.ChecksRunning().On("2026-03-04 09:00").And(Lab, Ask(LabourCheck)).On("2026-03-17").And(Actor.Hub, new ApplicationCommand.Lapse(1));

        story.State.Inquiry(1)!.ReplyBy.Should().Be(new DateOnly(2026, 3, 16));
        story.State.DueOn.Should().Be(new DateOnly(2026, 3, 26));
        story.On("2026-03-27").And(Actor.Hub, new ApplicationCommand.PassPeriod()).State.Overdue.Should().BeTrue();
    }

    [Fact]
    public void A_second_silence_opens_no_second_decision() =>
        Case.Lapsed().And(Mig, Ask(Completeness)).On("2026-04-20").And(Actor.Hub, new ApplicationCommand.Lapse(2)).State.Tasks.Count(task => task.Decides)
            .Should().Be(1);

    [Fact]
    public void Where_the_law_does_not_stop_the_clock_it_runs_on()
    {
        var today = SchemeCatalog.Default.Newest(SchemeId)!;
        var running = new SchemeCatalog([today with { Decision = today.Decision with { SuspendWhileInformationMissing = false } }]);
        var story = Case.Submitted(schemes: running).On("2026-03-03 09:00").And(Mig, Done(Completeness, "complete")).And(Lab, Ask(LabourCheck));

        story.State.DueOn.Should().Be(new DateOnly(2026, 3, 16));
        story.On("2026-03-06").And(Actor.Hub, new ApplicationCommand.TimeOut(TaxCheck)).State.Task(TaxCheck)!.Status.Should().Be(StepStatus.NoObjection);
    }

    [Fact]
    public void A_check_whose_time_counts_from_completeness_has_no_day_of_its_own()
    {
        var today = SchemeCatalog.Default.Newest(SchemeId)!;
        var counted = new SchemeCatalog([today with { Steps = [.. today.Steps.Select(step => step with { Sla = step.Sla with { From = ClockStart.Complete } })] }]);

        Case.Submitted(schemes: counted).State.Task(Completeness).Should().Match<AuthorityTask>(task => task.DueOn == null && task.DueAt == null);
    }
}
