using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

public sealed class HearingTests
{
    [Fact]
    public void Whoever_intends_to_refuse_says_why_and_waits_for_the_reply_while_the_clock_runs()
    {
        var story = Case.ReadyForDecision().By(Mig);

        story.When(Hear()).Then(new ApplicationEvent.InquiryOpened(
            1, InquiryKind.Hearing, Decision, PayGround, new(2026, 3, 5), new(2026, 3, 12), new(2026, 3, 12, 22, 0, 0, TimeSpan.Zero), "The pay is too low.", story.Context.At));
        story.State.Should().Match<Application>(app => app.Status == ApplicationStatus.ReadyForDecision && app.DueOn == new DateOnly(2026, 3, 16));
        story.State.Task(Decision)!.Status.Should().Be(StepStatus.AwaitingApplicant);
    }

    [Fact]
    public void Only_the_deciding_step_intends_to_refuse() => Case.ChecksRunning().By(Tax).When(Hear(TaxCheck)).IsRefused(ApplicationProblems.NotDeciding);

    [Fact]
    public void There_is_nothing_to_hear_on_before_the_checks_are_in() =>
        Case.Lapsed().By(Mig).When(Hear(2)).IsRefused(ApplicationProblems.ChecksOpen);

    [Fact]
    public void Another_authority_finds_no_task_to_refuse() => Case.ReadyForDecision().By(Lab).When(Hear()).IsRefused(ApplicationProblems.UnknownTask);

    [Fact]
    public void An_intention_without_grounds_is_refused() =>
        Case.ReadyForDecision().By(Mig).When(Hear() with { Grounds = [] }).IsRefused(ApplicationProblems.NoGrounds, "/grounds");

    [Fact]
    public void A_ground_that_the_law_does_not_name_is_refused() =>
        Case.ReadyForDecision().By(Mig).When(Hear() with { Grounds = ["REF-PAY", "REF-MOOD"] }).IsRefused(ApplicationProblems.NoGrounds, "/grounds/1");

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void An_intention_without_words_is_refused(string? text) =>
        Case.ReadyForDecision().By(Mig).When(Hear() with { Text = text! }).IsRefused(ApplicationProblems.NoGrounds, "/text");

    [Fact]
    public void Nothing_is_decided_while_the_reply_may_still_come()
    {
        Case.HearingOpen().By(Mig).When(Refuse()).IsRefused(ApplicationProblems.AwaitsApplicant);
        Case.HearingOpen().By(Mig).When(Grant()).IsRefused(ApplicationProblems.AwaitsApplicant);
    }

    [Fact]
    public void Silence_ends_the_hearing_and_gives_the_task_back()
    {
        var story = Case.HearingOpen().On("2026-03-13 00:00").By(Actor.Hub);

        story.When(new ApplicationCommand.Lapse(1)).Then(
            new ApplicationEvent.InquiryLapsed(1, story.Context.At),
            new ApplicationEvent.TaskOpened(Decision, "decision", "MIG", true, null, null, story.Context.At));
        story.And(Mig, Refuse()).State.Status.Should().Be(ApplicationStatus.Refused);
    }
}
