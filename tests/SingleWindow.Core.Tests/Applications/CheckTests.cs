using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>How authorities answer, and what they ask the applicant.</summary>
public sealed class CheckTests
{
    [Fact]
    public void An_answer_is_kept_with_its_findings()
    {
        var story = Case.ChecksRunning().By(Tax);

        story.When(Done(TaxCheck, "objection", Toomas, "Arrears."))
            .Then(new ApplicationEvent.TaskDone(TaxCheck, "objection", Toomas.Id, "Arrears.", story.Context.At, true));
        story.State.Status.Should().Be(ApplicationStatus.ChecksRunning, "the other check still runs");
        story.State.Task(TaxCheck)
            .Should().Match<AuthorityTask>(task => task.Outcome == "objection" && task.Findings == "Arrears." && task.Status == StepStatus.Done);
    }

    [Fact]
    public void The_last_answer_opens_the_decision_which_has_no_time_of_its_own()
    {
        var story = Case.ChecksRunning().And(Tax, Done(TaxCheck, "clear")).By(Lab);

        story.When(Done(LabourCheck, "objection", null, "Arrears.")).Then(
            new ApplicationEvent.TaskDone(LabourCheck, "objection", null, "Arrears.", story.Context.At, true),
            new ApplicationEvent.TaskOpened(Decision, "decision", "MIG", true, null, null, story.Context.At));
        story.State.Status.Should().Be(ApplicationStatus.ReadyForDecision);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void An_objection_says_what_it_objects_to(string? findings) =>
        Case.ChecksRunning().By(Tax).When(Done(TaxCheck, "objection", null, findings)).IsRefused(ApplicationProblems.EmptyObjection, "/findings");

    [Theory]
    [InlineData("granted")]
    [InlineData("Clear")]
    [InlineData("")]
    public void An_outcome_that_the_step_does_not_have_is_refused(string outcome) =>
        Case.ChecksRunning().By(Tax).When(Done(TaxCheck, outcome)).IsRefused(ApplicationProblems.NoSuchOutcome, "/outcome");

    [Fact]
    public void Answering_twice_is_refused() =>
        Case.ChecksRunning().And(Tax, Done(TaxCheck, "clear")).When(Done(TaxCheck, "objection", null, "Arrears.")).IsRefused(ApplicationProblems.TaskClosed);

    [Fact]
    public void Nobody_answers_for_another_authority()
    {
        Case.ChecksRunning().By(Lab).When(Done(TaxCheck, "clear")).IsRefused(ApplicationProblems.UnknownTask);
        Case.ChecksRunning().By(Mig).When(Done(TaxCheck, "clear", Toomas)).IsRefused(ApplicationProblems.UnknownTask);
        Case.ChecksRunning().By(Tax).When(Done(TaxCheck, "clear", Mari)).IsRefused(ApplicationProblems.UnknownTask);
    }

    [Fact]
    public void Asking_the_applicant_stops_the_clock()
    {
        var story = Case.ChecksRunning().On("2026-03-04 09:00").By(Lab);

        story.When(Ask(LabourCheck)).Then(
            new ApplicationEvent.InquiryOpened(
                1, InquiryKind.Information, LabourCheck, ["qualification-or-experience"], new(2026, 3, 4), new(2026, 3, 16), new(2026, 3, 16, 22, 0, 0, TimeSpan.Zero),
                "Please send the certificate.", story.Context.At),
            new ApplicationEvent.DueSet(null, null, story.Context.At),
            new ApplicationEvent.TaskPaused(TaxCheck, new(1, Core.Schemes.PeriodUnit.WorkingDays), story.Context.At));
        story.State.Should().Match<Application>(app => app.Status == ApplicationStatus.Incomplete && app.DueOn == null);
    }

    [Fact]
    public void While_the_applicant_is_asked_the_authority_waits()
    {
        Case.Incomplete().By(Mig).When(Done(Completeness, "complete")).IsRefused(ApplicationProblems.AwaitsApplicant);
        Case.Incomplete().By(Mig).When(Ask(Completeness)).IsRefused(ApplicationProblems.AwaitsApplicant);
    }

    [Fact]
    public void Only_the_authority_with_the_task_asks() => Case.ChecksRunning().By(Tax).When(Ask(LabourCheck)).IsRefused(ApplicationProblems.UnknownTask);

    [Fact]
    public void What_is_no_command_or_event_is_a_bug_and_not_a_refusal()
    {
        FluentActions.Invoking(() => Case.ChecksRunning().When(null!)).Should().Throw<System.Diagnostics.UnreachableException>();
        FluentActions.Invoking(() => Application.Evolve(Application.Initial, null!)).Should().Throw<System.Diagnostics.UnreachableException>();
    }
}
