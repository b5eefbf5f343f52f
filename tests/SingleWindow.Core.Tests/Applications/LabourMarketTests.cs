using SingleWindow.Core.Appeals;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>A positive test of the labour market serves for six months (AS § 181(3) in Estonia's residence permit): no grant rests on an older one. Here the labour check of 4 March is that test.</summary>
public sealed class LabourMarketTests
{
    private static readonly SchemeCatalog Tested = Test(new(6, PeriodUnit.Months));

    /// <summary>Ready for decision, and the test of 4 March serves until 4 May.</summary>
    internal static Case Aging() => Case.ReadyForDecision(Late, Test(new(2, PeriodUnit.Months)));

    [Fact]
    public void A_grant_rests_on_it_until_its_last_day() =>
        Case.ReadyForDecision(Late, Tested).On("2026-09-04 23:00").And(Mig, Grant()).State.Status.Should().Be(ApplicationStatus.Granted);

    [Fact]
    public void On_the_day_after_it_does_not_and_it_is_made_again_in_its_full_time()
    {
        var story = Case.ReadyForDecision(Late, Tested).On("2026-09-05 00:00");
        story.By(Mig).When(Grant()).IsRefused(ApplicationProblems.TestTooOld);

        story.By(Actor.Hub).When(new ApplicationCommand.RepeatTest())
            .Then(new ApplicationEvent.TaskOpened(LabourCheck, "labour-check", "LAB", false, new(2026, 9, 8), new(2026, 9, 8, 21, 0, 0, TimeSpan.Zero), story.Context.At));
        story.By(Mig).When(Grant()).IsRefused(ApplicationProblems.ChecksOpen);
        story.And(Lab, Done(LabourCheck, "clear")).And(Mig, Grant()).State.Status.Should().Be(ApplicationStatus.Granted);
    }

    [Fact]
    public void The_answer_says_for_how_long_it_serves()
    {
        var story = Case.ChecksRunning(Late, Tested).On("2026-03-04 09:00").By(Lab);
        story.When(Done(LabourCheck, "clear")).Then(
            new ApplicationEvent.TaskDone(LabourCheck, "clear", null, null, story.Context.At, null, new(2026, 9, 4), new(2026, 9, 4, 21, 0, 0, TimeSpan.Zero)));
        story.And(Tax, Done(TaxCheck, "clear")).State.Task(Decision)!.View(story.State, Tested.Newest(SchemeId)!, ["*"]).Objections
            .Should().Contain(answer => answer.Step == "labour-check" && answer.ServesUntil == new DateOnly(2026, 9, 4));
    }

    [Fact]
    public void A_negative_one_does_not_grow_old() =>
        Case.ChecksRunning(Late, Tested).And(Lab, Done(LabourCheck, "objection", null, "There are welders here.")).State.Task(LabourCheck)!.ServesUntil.Should().BeNull();

    [Fact]
    public void Where_the_law_names_no_time_it_serves_for_ever() =>
        Case.ReadyForDecision(Late, Test(null)).On("2026-12-01 09:00").And(Mig, Grant()).State.Status.Should().Be(ApplicationStatus.Granted);

    [Fact]
    public void A_clock_that_rings_early_late_or_for_nothing_does_nothing()
    {
        Case.ReadyForDecision(Late, Tested).On("2026-09-04 23:59").By(Actor.Hub).When(new ApplicationCommand.RepeatTest()).Then();
        Case.ReadyForDecision(Late, Tested).And(Mig, Grant()).On("2026-09-05 00:00").By(Actor.Hub).When(new ApplicationCommand.RepeatTest()).Then();
        Case.ReadyForDecision(Late, Tested).On("2026-09-05 00:00").And(Actor.Hub, new ApplicationCommand.RepeatTest()).By(Actor.Hub).When(new ApplicationCommand.RepeatTest()).Then();
    }

    [Fact]
    public void Who_decides_again_after_an_appeal_has_it_made_again_when_it_is_too_old()
    {
        var appealed = Case.ReadyForDecision(Late, Tested).And(Mig, Hear()).And(Applicant, Reply(1)).And(Mig, Refuse()).And(Applicant, new ApplicationCommand.Appeal("The pay was raised."));
        var result = new ApplicationCommand.DecideAppeal(1, AppealResult.Annulled, "The pay was not looked at.", Mari);

        appealed.On("2026-09-07 09:00").And(Mig, result).State.Task(LabourCheck)!.Status.Should().Be(StepStatus.Open);
    }

    [Fact]
    public void The_Estonian_residence_permit_and_Canadas_programme_know_such_a_time() =>
        SchemeCatalog.Default.All.Where(scheme => scheme.LabourMarketTest?.Validity is not null).Select(scheme => (scheme.Id, scheme.LabourMarketTest!.Validity))
            .Should().Equal(("ca-seasonal-agricultural-worker", new Period(6, PeriodUnit.Months)), ("ee-residence-permit-employment", new Period(6, PeriodUnit.Months)));

    [Fact]
    public void The_holidays_must_be_known_as_far_as_it_serves() =>
        Tested.Newest(SchemeId)!.Horizon.Should().BeGreaterThan(6 * 31);

    // Work that is still to come in autumn.
    private static ApplicationForm Late => Form with { Employment = Post with { PlannedStart = new(2026, 4, 1), PlannedEnd = new(2027, 2, 28) } };

    private static SchemeCatalog Test(Period? validity) => new([SchemeCatalog.Default.Newest(SchemeId)! with { LabourMarketTest = new("labour-check", null, validity, []) }]);
}
