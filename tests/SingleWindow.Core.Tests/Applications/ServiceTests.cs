using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>The time to challenge a decision runs from service: the first reading of each side, or the fifth day. Refused on 9 March 2026; thirty days to challenge.</summary>
public sealed class ServiceTests
{
    private static readonly ApplicationCommand.Appeal Wrong = new("The pay was raised.");

    [Fact]
    public void The_first_reading_serves_it_once()
    {
        var story = Case.Refused().On("2026-03-11 09:00").By(Applicant);

        story.When(new ApplicationCommand.Serve()).Then(new ApplicationEvent.Served(ApplicantSide.Employer, new(2026, 3, 11), new(2026, 4, 10), story.Context.At));

        story.On("2026-03-12 09:00").When(new ApplicationCommand.Serve()).Then();
        story.State.DecisionView(SchemeCatalog.Default.Newest(SchemeId)!, ApplicantSide.Employer)!.Should().Match<DecisionView>(shown => shown.ServedOn == new DateOnly(2026, 3, 11) && shown.AppealUntil == new DateOnly(2026, 4, 10));
        story.On("2026-04-10 23:59").And(Applicant, Wrong);
        Case.Refused().And(Applicant, new ApplicationCommand.Serve()).On("2026-04-09 00:00").By(Applicant).When(Wrong).IsRefused(ApplicationProblems.AppealTooLate);
    }

    [Fact]
    public void Who_does_not_read_it_is_served_on_the_fifth_day()
    {
        var story = Case.Refused().On("2026-03-14 00:00").By(Applicant);

        story.When(new ApplicationCommand.Serve()).Then();

        story.State.DecisionView(SchemeCatalog.Default.Newest(SchemeId)!, ApplicantSide.Employer)!.Should().Match<DecisionView>(shown => shown.ServedOn == new DateOnly(2026, 3, 14) && shown.AppealUntil == new DateOnly(2026, 4, 13));
        Case.Refused().On("2026-04-13 23:59").And(Applicant, Wrong);
        Case.Refused().On("2026-04-14 00:00").By(Applicant).When(Wrong).IsRefused(ApplicationProblems.AppealTooLate);
    }

    [Fact]
    public void One_side_reads_for_itself()
    {
        var story = Case.BothHeard().And(Applicant, Reply(1)).And(Claimant, Reply(1)).And(Mig, Refuse()).And(Applicant, new ApplicationCommand.Serve());

        var decision = story.State.Decision!;
        (decision.AppealableUntil(ApplicantSide.Employer), decision.AppealableUntil(ApplicantSide.Worker)).Should().Be((new DateOnly(2026, 4, 6), new DateOnly(2026, 4, 10)));
        story.By(Stranger).When(new ApplicationCommand.Serve()).IsRefused(ApplicationProblems.Unknown);
        Case.ReadyForDecision().By(Applicant).When(new ApplicationCommand.Serve()).IsRefused(ApplicationProblems.NoDecision);
    }
}
