using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

public sealed class CompletenessTests
{
    private static readonly Scheme Today = SchemeCatalog.Default.Newest(SchemeId)!;

    [Fact]
    public void When_everything_is_there_the_clock_starts_and_the_checks_begin_side_by_side()
    {
        var story = Case.Submitted().On("2026-03-03 09:00").By(Mig);
        var (day, instant) = (new DateOnly(2026, 3, 5), new DateTimeOffset(2026, 3, 5, 22, 0, 0, TimeSpan.Zero));

        story.When(Done(Completeness, "complete", Mari, "All there.")).Then(
            new ApplicationEvent.TaskDone(Completeness, "complete", Mari.Id, "All there.", story.Context.At),
            new ApplicationEvent.Completed(new(2026, 3, 2), "2026-01", story.Context.At),
            new ApplicationEvent.DueSet(new(2026, 3, 16), new(2026, 3, 16, 22, 0, 0, TimeSpan.Zero), story.Context.At),
            new ApplicationEvent.TaskOpened(TaxCheck, "tax-check", "TAX", false, day, instant, story.Context.At),
            new ApplicationEvent.TaskOpened(LabourCheck, "labour-check", "LAB", false, day, instant, story.Context.At));
        story.State.Status.Should().Be(ApplicationStatus.ChecksRunning);
    }

    [Fact]
    public void It_is_complete_since_the_filing_however_late_an_official_looks() =>
        Case.Submitted().On("2026-03-12 09:00").And(Mig, Done(Completeness, "complete")).State.Should().Match<Application>(
            app => app.CompleteOn == new DateOnly(2026, 3, 2) && app.DueOn == new DateOnly(2026, 3, 16));

    [Fact]
    public void It_is_complete_since_the_answer_when_something_was_missing() =>
        Case.Incomplete().On("2026-03-10 09:00").And(Applicant, Reply(1)).On("2026-03-12 09:00").And(Mig, Done(Completeness, "complete"))
            .State.Should().Match<Application>(app => app.CompleteOn == new DateOnly(2026, 3, 10) && app.DueOn == new DateOnly(2026, 3, 24));

    [Fact]
    public void What_is_missing_is_asked_for_and_no_clock_runs()
    {
        var story = Case.Submitted().On("2026-03-03 09:00").By(Mig);

        story.When(Done(Completeness, "deficient", null, "The certificate.", "qualification-or-experience")).Then(new ApplicationEvent.InquiryOpened(
            1, InquiryKind.Information, Completeness, ["qualification-or-experience"], new(2026, 3, 3), new(2026, 3, 13), new(2026, 3, 13, 22, 0, 0, TimeSpan.Zero), "The certificate.", story.Context.At));
        story.State.Should().Match<Application>(app => app.Status == ApplicationStatus.Incomplete && app.DueOn == null);
        story.State.Task(Completeness)!.Status.Should().Be(StepStatus.AwaitingApplicant);
    }

    [Fact]
    public void A_request_names_what_is_missing() =>
        Case.Submitted().By(Mig).When(Done(Completeness, "deficient", Mari, "Something.")).IsRefused(ApplicationProblems.EmptyRequest, "/items");

    [Theory]
    [InlineData("bribe")]
    [InlineData("/worker/shoeSize")]
    public void Only_what_the_law_or_the_form_knows_can_be_missing(string item) =>
        Case.Submitted().By(Mig).When(Ask(Completeness) with { Items = ["/employment/wageMonthly/amount", item] }).IsRefused(ApplicationProblems.EmptyRequest, "/items/1");

    [Fact]
    public void Evidence_is_judged_again_on_the_day_of_completeness()
    {
        EvidenceItem[] judged = [new("sanction", "record:sanction", EvidenceResult.NotMet)];

        Case.Submitted().And(Mig, Done(Completeness, "complete", Mari) with { Judged = judged }).State.Evidence.Should().Equal(judged);
    }

    [Fact]
    public void A_hearing_is_no_reason_to_be_complete_later()
    {
        var hearing = new ApplicationEvent.InquiryOpened(1, InquiryKind.Hearing, Completeness, PayGround, new(2026, 3, 3), new(2026, 3, 10), new(2026, 3, 10, 22, 0, 0, TimeSpan.Zero), "Why?", DateTimeOffset.UnixEpoch);
        var story = (Case)Case.Submitted().Given(hearing, new ApplicationEvent.InquiryAnswered(1, new(2026, 3, 9), "So.", null, DateTimeOffset.UnixEpoch),
            new ApplicationEvent.TaskOpened(Completeness, "completeness", "MIG", false, null, null, DateTimeOffset.UnixEpoch));

        story.On("2026-03-10 09:00").And(Mig, Done(Completeness, "complete", Mari)).State.CompleteOn.Should().Be(new DateOnly(2026, 3, 2));
    }

    [Fact]
    public void Words_are_not_needed_where_the_items_say_it() =>
        Case.Submitted().And(Mig, Done(Completeness, "deficient", null, null, "qualification-or-experience")).State.Inquiry(1)!.Text.Should().BeEmpty();

    [Fact]
    public void Declaring_it_complete_although_a_request_went_unanswered_starts_the_clock_all_the_same()
    {
        var story = Case.Lapsed().And(Mig, Done(Completeness, "complete", Mari));

        story.State.CompleteOn.Should().Be(new DateOnly(2026, 3, 2));
        story.State.DueOn.Should().Be(new DateOnly(2026, 3, 16), "a request from before completeness stops no clock");
    }

    [Fact]
    public void A_request_that_is_still_open_when_it_is_declared_complete_keeps_the_clock_standing()
    {
        var story = Case.Lapsed().And(Mig, Ask(2)).On("2026-03-18 09:00").And(Applicant, Reply(1)).And(Mig, Done(Completeness, "complete"));

        story.State.Should().Match<Application>(app => app.CompleteOn == new DateOnly(2026, 3, 18) && app.Status == ApplicationStatus.Incomplete && app.DueOn == null);
        story.On("2026-03-20 09:00").And(Applicant, Reply(2)).State.DueOn.Should().Be(new DateOnly(2026, 4, 6), "19 and 20 March do not count");
    }

    [Fact]
    public void The_law_of_the_day_of_completeness_governs_period_steps_and_name()
    {
        var schemes = new SchemeCatalog([
            Today with { ValidTo = new(2026, 3, 2) },
            Today with { Version = "2026-02", ValidFrom = new(2026, 3, 3), Decision = Today.Decision with { Period = new(60, PeriodUnit.CalendarDays) } }]);

        var app = Case.Submitted(schemes: schemes).On("2026-03-03 09:00").And(Mig, Done(Completeness, "complete")).State;

        app.SchemeVersion.Should().Be("2026-01");
        app.DueOn.Should().Be(new DateOnly(2026, 3, 16));
        app.SchemeFor(new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), schemes)!.Version.Should().Be("2026-01");
    }

    [Fact]
    public void Until_it_is_complete_the_law_of_today_applies()
    {
        var schemes = new SchemeCatalog([Today with { ValidTo = new(2026, 3, 2) }, Today with { Version = "2026-02", ValidFrom = new(2026, 3, 3) }]);
        var app = Case.Submitted(schemes: schemes).State;

        app.SchemeFor(new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero), schemes)!.Version.Should().Be("2026-01");
        app.SchemeFor(new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero), schemes)!.Version.Should().Be("2026-02");
    }

    [Fact]
    public void A_pinned_version_that_is_gone_is_a_refusal_not_a_guess() =>
        new Case(new([Today with { Version = "2099-01" }])).On("2026-03-05 09:00").Given(Case.ChecksRunning().Happened)
            .When(new ApplicationCommand.PassPeriod()).IsRefused(SchemeProblems.Unknown);
}
