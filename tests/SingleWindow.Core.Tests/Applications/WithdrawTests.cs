using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

public sealed class WithdrawTests
{
    [Fact]
    public void The_applicant_withdraws_at_any_stage_and_every_open_task_is_cancelled()
    {
        foreach (var story in new[] { Case.Drafted(), Case.Submitted(), Case.Incomplete(), Case.ChecksRunning(), Case.ReadyForDecision(), Case.HearingOpen() })
        {
            story.By(Applicant).When(new ApplicationCommand.Withdraw("Plans.")).Then(new ApplicationEvent.Withdrawn("Plans.", story.Context.At));
            story.State.Status.Should().Be(ApplicationStatus.Withdrawn);
            story.State.Tasks.Where(task => !task.IsFinished).Should().BeEmpty();
        }
    }

    [Fact]
    public void What_was_done_stays_done() => Case.Withdrawn().State.Task(Completeness)!.Status.Should().Be(StepStatus.Done);

    [Fact]
    public void Withdrawing_twice_is_refused() => Case.Withdrawn().When(new ApplicationCommand.Withdraw(null)).IsRefused(ApplicationProblems.Ended);

    [Fact]
    public void After_the_decision_it_is_too_late() =>
        Case.Granted().By(Applicant).When(new ApplicationCommand.Withdraw(null)).IsRefused(ApplicationProblems.Ended);

    [Fact]
    public void Nobody_else_withdraws_it()
    {
        Case.Submitted().By(Stranger).When(new ApplicationCommand.Withdraw(null)).IsRefused(ApplicationProblems.Unknown);
        Case.Submitted().By(Mig).When(new ApplicationCommand.Withdraw(null)).IsRefused(ApplicationProblems.Unknown);
    }

    [Fact]
    public void It_can_be_withdrawn_even_when_nobody_knows_the_working_days_ahead()
    {
        var story = Case.Submitted().On("2030-12-02 10:00");

        story.By(Mig).When(Ask(Completeness)).IsRefused(SchemeProblems.NoCalendar);
        story.And(Applicant, new ApplicationCommand.Withdraw(null)).State.Status.Should().Be(ApplicationStatus.Withdrawn);
    }
}
