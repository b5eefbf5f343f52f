using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>When the law changes on 4 March, what becomes of cases that were filed on the 2nd: no task is lost, and the law of the day of completeness is applied whole.</summary>
public sealed class LawChangeTests
{
    private const string Old = "2026-01", New = "2026-02";
    private static readonly Scheme Today = SchemeCatalog.Default.Newest(SchemeId)!;

    [Fact]
    public void A_completeness_step_under_another_name_is_finished_under_its_old_one_and_not_asked_again()
    {
        var story = Filed(Renames(Today, "completeness", "receipt")).On("2026-03-05 09:00").And(Mig, Done(Completeness, "complete", Mari));

        story.State.SchemeVersion.Should().Be(New);
        story.State.Tasks.Select(task => task.Step).Should().Equal("completeness", "tax-check", "labour-check");
        story.And(Tax, Done(TaxCheck, "clear")).And(Lab, Done(LabourCheck, "clear")).And(Mig, Grant()).State.Status.Should().Be(ApplicationStatus.Granted);
    }

    [Fact]
    public void Time_passes_and_information_is_asked_for_in_a_task_whose_step_has_another_name()
    {
        var story = Filed(Renames(Today, "completeness", "receipt")).On("2026-03-05 09:00").And(Actor.Hub, new ApplicationCommand.TimeOut(Completeness)).And(Mig, Ask(Completeness));

        story.On("2026-03-17 09:00").And(Actor.Hub, new ApplicationCommand.Lapse(1)).And(Mig, Done(Completeness, "complete", Mari)).State.CompleteOn.Should().NotBeNull();
    }

    [Fact]
    public void The_deciding_task_that_silence_opened_under_the_new_law_is_the_one_that_the_pinned_law_decides_in()
    {
        var law = Renames(Today, "decision", "ruling");
        var story = Case.Drafted(schemes: law).And(Applicant, Pay).And(Applicant, Submit).And(Mig, Ask(Completeness)).On("2026-03-17 09:00").And(Actor.Hub, new ApplicationCommand.Lapse(1));
        story.State.Tasks[^1].Should().Match<AuthorityTask>(task => task.Step == "ruling" && task.SchemeVersion == New);

        story.And(Mig, Done(Completeness, "complete", Mari));

        story.State.SchemeVersion.Should().Be(Old, "it was complete when it was filed");
        story.And(Tax, Done(3, "clear")).And(Lab, Done(4, "clear")).And(Mig, Grant(2)).State.Status.Should().Be(ApplicationStatus.Granted);
    }

    [Fact]
    public void A_check_that_the_new_law_has_abolished_can_be_finished_and_the_decision_does_not_wait_for_it()
    {
        var (old, next) = Tested();
        var story = Filed([old, next], pay: "2026-03-05 09:00").And(Mig, Done(1, "complete", Mari));

        story.State.SchemeVersion.Should().Be(New);
        story.State.Tasks.Select(task => (task.Step, task.IsFinished)).Should().Contain(("labour-check", false));
        story.And(Tax, Done(3, "clear")).By(Lab).When(Done(2, "objection", Liis, "Late.")).Last.Problem.Should().BeNull();
        story.State.View(story.State.SchemeFor(story.Context.At, new([old, next]))!).Steps.Should().Contain(step => step.Code == "labour-check");
        story.And(Mig, Grant()).State.Status.Should().Be(ApplicationStatus.Granted);
    }

    [Fact]
    public void Whatever_a_finished_task_would_have_grown_too_old_for_is_not_asked_again_when_the_law_has_abolished_it()
    {
        var (old, next) = Tested();
        old = old with { LabourMarketTest = new("labour-check", null, new(2, PeriodUnit.CalendarDays), []) };
        var story = Filed([old, next], pay: "2026-03-05 09:00", first: app => app.And(Lab, Done(2, "clear"))).And(Mig, Done(1, "complete", Mari)).And(Tax, Done(3, "clear"))
            .On("2026-03-10 09:00").And(Actor.Hub, new ApplicationCommand.RepeatTest());

        story.And(Mig, Grant()).State.Status.Should().Be(ApplicationStatus.Granted);
    }

    [Fact]
    public void What_is_pinned_to_a_law_with_a_higher_floor_is_deficient_until_the_pay_is_raised_and_is_never_granted_below_it()
    {
        var law = new SchemeCatalog([Today with { ValidTo = new(2026, 3, 3) }, Next with { Remuneration = Today.Remuneration with { Amount = new(2200m, "EUR") } }]);
        var story = Case.Drafted(schemes: law).And(Applicant, Submit).On("2026-03-05 09:00").And(Applicant, Pay).By(Mig);

        story.When(Done(Completeness, "complete", Mari)).IsRefused(ApplicationProblems.AgainstLaw, "/outcome");
        story.Last.Problem!.Errors[0].Should().Match<FieldError>(error => error.Code == "pay-threshold" && error.Detail.StartsWith("/employment/wageMonthly/amount: At least 2200.00 EUR"));
        story.And(Mig, Ask(Completeness) with { Items = ["/employment/wageMonthly/amount"] }).And(Applicant, Reply(1, Post with { WageMonthly = new(2200m, "EUR") }));
        story.And(Mig, Done(Completeness, "complete", Mari)).State.SchemeVersion.Should().Be(New);

        var before = (Case)new Case(law).On("2026-03-05 09:00").Given(Case.ReadyForDecision().Happened.Select(one => one is ApplicationEvent.Completed e ? e with { SchemeVersion = New } : one));
        before.By(Mig).When(Grant()).IsRefused(ApplicationProblems.AgainstLaw, "/outcome");
    }

    [Fact]
    public void A_statement_that_the_new_law_does_not_ask_for_makes_nothing_deficient()
    {
        var law = new SchemeCatalog([Today with { ValidTo = new(2026, 3, 3) }, Next with { Evidence = [.. Today.Evidence.Where(rule => rule.Type != "qualification-or-experience")] }]);

        Case.Drafted(schemes: law).And(Applicant, Submit).On("2026-03-05 09:00").And(Applicant, Pay).And(Mig, Done(Completeness, "complete", Mari)).State.SchemeVersion.Should().Be(New);
    }

    [Fact]
    public void The_day_and_the_law_by_which_evidence_is_judged_are_those_of_completeness()
    {
        var law = new SchemeCatalog([Today with { ValidTo = new(2026, 3, 3) }, Next]);
        var late = new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero);

        Case.Submitted(schemes: law).State.CompleteSince(late, law).Should().Match<(DateOnly On, Scheme Law)?>(one => one!.Value.On == new DateOnly(2026, 3, 2) && one.Value.Law.Version == Old);
        Case.Drafted(schemes: law).And(Applicant, Submit).On("2026-03-05 09:00").And(Applicant, Pay).State.CompleteSince(late, law)!.Value.Law.Version.Should().Be(New);
        Application.Initial.CompleteSince(late, law).Should().BeNull();
    }

    private static Scheme Next => Today with { Version = New, ValidFrom = new(2026, 3, 4) };

    // Filed on the 2nd and paid when the new law is in force, which is then the law of completeness.
    private static Case Filed(IReadOnlyList<Scheme> versions, string pay = "2026-03-04 09:00", Action<Case>? first = null)
    {
        var story = Case.Drafted(schemes: new(versions)).And(Applicant, Submit);
        first?.Invoke(story);
        return story.On(pay).And(Applicant, Pay);
    }

    private static Case Filed(SchemeCatalog law) => Filed(law.All);

    private static SchemeCatalog Renames(Scheme scheme, string code, string name) => new([scheme with { ValidTo = new(2026, 3, 3) }, Next with
    {
        Steps = [.. scheme.Steps.Select(step => step with { Code = step.Code == code ? name : step.Code, After = [.. step.After.Select(before => before == code ? name : before)] })],
    }]);

    // The labour inspectorate looks from the day of filing, and the new law asks it no more.
    private static (Scheme Old, Scheme New) Tested() => (
        Today with { ValidTo = new(2026, 3, 3), Steps = [.. Today.Steps.Select(step => step.Code == "labour-check" ? step with { After = [] } : step)] },
        Next with { Steps = [.. Today.Steps.Where(step => step.Code != "labour-check").Select(step => step with { After = [.. step.After.Where(before => before != "labour-check")] })] });
}
