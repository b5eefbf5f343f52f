using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

public sealed class SubmitTests
{
    [Fact]
    public void Permits_that_the_worker_holds_count_in_the_window_of_365_days_in_455()
    {
        Case.Drafted().And(Applicant, Submit with { Stays = [new(new(2026, 1, 1), new(2026, 3, 31))] }).State.Status.Should().Be(ApplicationStatus.Submitted);
        Case.Drafted().By(Applicant).When(Submit with { Stays = [new(new(2025, 12, 31), new(2026, 3, 31))] }).IsRefused(ApplicationProblems.Invalid, "/employment/plannedEnd");
    }

    private static readonly Scheme Today = SchemeCatalog.Default.Newest(SchemeId)!;

    [Fact]
    public void Filing_gives_the_first_step_to_its_authority()
    {
        var story = Case.Drafted();

        story.When(Submit).Then(
            new ApplicationEvent.Submitted(TheWorker, "2026-01", Evidence, new(2026, 3, 2), Form, story.Context.At),
            new ApplicationEvent.TaskOpened(Completeness, "completeness", "MIG", false, new(2026, 3, 4), new(2026, 3, 4, 22, 0, 0, TimeSpan.Zero), story.Context.At));
        story.State
            .Should().Match<Application>(app => app.Status == ApplicationStatus.Submitted && app.Worker == TheWorker && app.DueOn == null && app.SubmittedOn == new DateOnly(2026, 3, 2));
    }

    [Fact]
    public void The_legal_day_is_that_of_Tallinn_not_of_Greenwich() =>
        Case.Drafted().On("2026-03-03 00:30").And(Applicant, Submit).State.SubmittedOn.Should().Be(new DateOnly(2026, 3, 3));

    [Fact]
    public void Filing_twice_is_refused() => Case.Submitted().When(Submit).IsRefused(ApplicationProblems.NotDraft);

    [Fact]
    public void Another_employer_finds_no_application_to_file() => Case.Drafted().By(Stranger).When(Submit).IsRefused(ApplicationProblems.Unknown);

    [Fact]
    public void A_withdrawn_draft_cannot_be_filed() =>
        Case.Drafted().And(Applicant, new ApplicationCommand.Withdraw(null)).When(Submit).IsRefused(ApplicationProblems.Ended);

    [Fact]
    public void A_form_with_holes_is_refused_with_all_of_them_at_once() =>
        Case.Drafted(Form with { Employment = Post with { Isco = null, JobTitle = null } }).When(Submit)
            .IsRefused(ApplicationProblems.Invalid, "/employment/isco", "/employment/jobTitle");

    [Fact]
    public void A_draft_that_has_grown_old_is_judged_by_today() =>
        Case.Drafted().On("2026-04-02 10:00").When(Submit).IsRefused(ApplicationProblems.Invalid, "/employment/plannedStart");

    [Fact]
    public void An_erased_draft_cannot_be_filed()
    {
        var story = Case.New().By(Applicant);
        story.Given(new ApplicationEvent.Drafted(TheApplication, TheEmployer, SchemeId, null, null, story.Context.At)).When(Submit);

        story.Last.Problem!.Code.Should().Be(ApplicationProblems.Invalid.Code);
    }

    [Fact]
    public void A_scheme_whose_last_day_has_passed_takes_no_more()
    {
        var ending = new SchemeCatalog([Today with { ValidTo = new(2026, 3, 2) }]);

        Case.Drafted(schemes: ending).On("2026-03-03 00:00").When(Submit).IsRefused(SchemeProblems.NotInForce);
        Case.Drafted(schemes: ending).On("2026-03-02 23:59").When(Submit).Last.Problem.Should().BeNull();
    }

    [Fact]
    public void Whether_it_can_be_filed_is_asked_without_filing()
    {
        var story = Case.Drafted();

        ApplicantRules.CannotSubmit(story.State, story.Context, Today, SchemeCatalog.Default).Should().BeNull();
        ApplicantRules.CannotSubmit(story.State, story.Context with { Actor = Stranger }, Today, SchemeCatalog.Default)!.Code.Should().Be(ApplicationProblems.Unknown.Code);
    }

    [Theory]
    [InlineData("2025-01-01", "2026-03-31", true)]
    [InlineData("2025-01-01", "2026-04-01", false)]
    [InlineData("2026-12-31", "2027-03-01", false)]
    [InlineData("2027-01-01", "2027-03-01", true)]
    public void The_same_employer_files_once_for_the_same_worker_and_period(string from, string to, bool fine)
    {
        Stay[] filed = [new(DateOnly.ParseExact(from, "yyyy-MM-dd"), DateOnly.ParseExact(to, "yyyy-MM-dd"))];
        var story = Case.Drafted().By(Applicant).When(Submit with { Filed = filed });

        if (fine) story.Last.Problem.Should().BeNull();
        else story.IsRefused(ApplicationProblems.Duplicate, "/employment/plannedStart");
    }
}
