using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

public sealed class ClaimTests
{
    [Fact]
    public void An_official_takes_a_task_on()
    {
        var story = Case.Submitted().By(Mig);

        story.When(new ApplicationCommand.Claim(Completeness, Mari)).Then(new ApplicationEvent.TaskClaimed(Completeness, Mari.Id, story.Context.At));
        story.State.Task(Completeness).Should().Match<AuthorityTask>(task => task.Status == StepStatus.Claimed && task.ClaimedBy == Mari.Id);
    }

    [Fact]
    public void Claiming_twice_changes_nothing() => Claimed().When(new ApplicationCommand.Claim(Completeness, Mari)).Then();

    [Fact]
    public void A_colleague_cannot_take_it_over() =>
        Claimed().When(new ApplicationCommand.Claim(Completeness, Jaan)).IsRefused(ApplicationProblems.TaskClaimed, "/official");

    [Fact]
    public void A_colleague_takes_it_over_by_naming_who_hands_it_over()
    {
        Claimed().And(Mig, new ApplicationCommand.Claim(Completeness, Jaan, Mari.Id)).State.Task(Completeness)!.ClaimedBy.Should().Be(Jaan.Id);
        Claimed().When(new ApplicationCommand.Claim(Completeness, Jaan, Jaan.Id)).IsRefused(ApplicationProblems.TaskClaimed, "/official");
    }

    [Fact]
    public void A_task_that_waits_for_the_applicant_is_not_handed_over_and_goes_on_waiting() =>
        Claimed().And(Mig, Ask(Completeness) with { Official = Mari }).By(Mig).When(new ApplicationCommand.Claim(Completeness, Jaan, Mari.Id))
            .IsRefused(ApplicationProblems.AwaitsApplicant);

    [Fact]
    public void A_hand_over_opens_no_task_of_another_authority() =>
        Claimed().By(Tax).When(new ApplicationCommand.Claim(Completeness, Toomas, Mari.Id)).IsRefused(ApplicationProblems.UnknownTask);

    [Fact]
    public void A_colleague_cannot_ask_or_hear_in_a_task_that_another_has_claimed()
    {
        Claimed().When(Ask(Completeness) with { Official = Jaan }).IsRefused(ApplicationProblems.TaskClaimed, "/official");
        Case.ReadyForDecision().And(Mig, new ApplicationCommand.Claim(Decision, Mari)).When(Hear() with { Official = Jaan }).IsRefused(ApplicationProblems.TaskClaimed, "/official");
    }

    [Fact]
    public void Nobody_acts_namelessly_in_a_task_that_an_official_has_claimed()
    {
        Claimed().When(Ask(Completeness)).IsRefused(ApplicationProblems.TaskClaimed, "/official");
        Claimed().When(Done(Completeness, "complete")).IsRefused(ApplicationProblems.TaskClaimed, "/official");
    }

    [Fact]
    public void An_official_of_another_unit_signs_nothing_here() =>
        Case.Submitted().By(Mig with { Unit = "return" }).When(new ApplicationCommand.Claim(Completeness, Mari)).IsRefused(ApplicationProblems.UnknownTask);

    [Fact]
    public void A_colleague_cannot_sign_what_another_has_claimed() =>
        Claimed().When(Done(Completeness, "complete", Jaan)).IsRefused(ApplicationProblems.TaskClaimed, "/official");

    [Fact]
    public void Another_authority_finds_no_task()
    {
        Case.Submitted().By(Tax).When(new ApplicationCommand.Claim(Completeness, Toomas)).IsRefused(ApplicationProblems.UnknownTask);
        Case.Submitted().By(Applicant).When(new ApplicationCommand.Claim(Completeness, Mari)).IsRefused(ApplicationProblems.UnknownTask);
    }

    [Fact]
    public void An_official_of_another_authority_takes_nothing_on() =>
        Case.Submitted().By(Mig).When(new ApplicationCommand.Claim(Completeness, Toomas)).IsRefused(ApplicationProblems.UnknownTask);

    [Fact]
    public void A_task_that_is_not_there_cannot_be_claimed() =>
        Case.Submitted().By(Mig).When(new ApplicationCommand.Claim(9, Mari)).IsRefused(ApplicationProblems.UnknownTask);

    [Fact]
    public void A_finished_task_cannot_be_claimed() =>
        Case.ChecksRunning().By(Mig).When(new ApplicationCommand.Claim(Completeness, Mari)).IsRefused(ApplicationProblems.TaskClosed);

    [Fact]
    public void A_task_that_waits_for_the_applicant_cannot_be_claimed() =>
        Case.Incomplete().By(Mig).When(new ApplicationCommand.Claim(Completeness, Mari)).IsRefused(ApplicationProblems.AwaitsApplicant);

    private static Case Claimed() => Case.Submitted().And(Mig, new ApplicationCommand.Claim(Completeness, Mari));
}
