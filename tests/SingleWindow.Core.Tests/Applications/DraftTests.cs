using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

public sealed class DraftTests
{
    [Fact]
    public void Saving_the_same_again_changes_nothing()
    {
        Case.Drafted().By(Applicant).When(new ApplicationCommand.SaveDraft(Form with { Worker = Olena with { Citizenships = ["UKR"] }, Evidence = [.. Form.Evidence!] })).Then();
        foreach (var other in new[] { Form with { Reference = null }, Form with { Worker = null }, Form with { Evidence = null }, Form with { Worker = Olena with { Citizenships = null } }, Form with { Employment = null } })
            Case.Drafted().By(Applicant).When(new ApplicationCommand.SaveDraft(other)).Last.Events.Should().ContainSingle().Which.Should().BeOfType<ApplicationEvent.DraftSaved>();
    }

    private static readonly Scheme Today = SchemeCatalog.Default.Newest(SchemeId)!;

    [Fact]
    public void An_employer_begins_a_draft()
    {
        var story = Case.New().By(Applicant);

        story.When(Draft()).Then(new ApplicationEvent.Drafted(TheApplication, TheEmployer, SchemeId, "REF-1", Form, story.Context.At));
        story.State
            .Should().Match<Application>(app => app.Status == ApplicationStatus.Draft && app.Id == TheApplication && app.Employer == TheEmployer && app.Reference == "REF-1");
    }

    [Fact]
    public void A_draft_may_be_empty() => Case.New().By(Applicant).When(Draft(new())).Last.Problem.Should().BeNull();

    [Fact]
    public void A_draft_that_says_something_impossible_is_refused() =>
        Case.New().By(Applicant).When(Draft(new(Worker: new(Sex: "Q")))).IsRefused(ApplicationProblems.Invalid, "/worker/sex");

    [Fact]
    public void A_second_draft_under_one_id_is_refused() => Case.Drafted().When(Draft()).IsRefused(ApplicationProblems.NotDraft);

    [Fact]
    public void A_scheme_that_nobody_knows_is_refused() =>
        Case.New().By(Applicant).When(Draft() with { Scheme = "nowhere" }).IsRefused(ApplicationProblems.Invalid, "/scheme");

    [Fact]
    public void A_scheme_takes_no_applications_before_its_first_day() =>
        Case.New().On("2025-12-31 23:59").By(Applicant).When(Draft()).IsRefused(SchemeProblems.NotInForce);

    [Theory]
    [InlineData(SchemeStatus.Draft)]
    [InlineData(SchemeStatus.Illustrative)]
    public void A_scheme_that_is_no_law_takes_no_applications(SchemeStatus status) =>
        Case.New(new([Today with { Status = status }])).By(Applicant).When(Draft()).IsRefused(SchemeProblems.NotInForce);

    [Fact]
    public void Nothing_is_begun_when_nobody_knows_the_holidays_in_which_it_would_end() =>
        Case.New().On("2030-10-01 10:00").By(Applicant).When(Draft()).IsRefused(SchemeProblems.NoCalendar);

    [Fact]
    public void Before_the_draft_there_is_no_application() =>
        Case.New().By(Applicant).When(new ApplicationCommand.SaveDraft(Form)).IsRefused(ApplicationProblems.Unknown);

    [Fact]
    public void A_draft_is_replaced_as_a_whole()
    {
        var story = Case.Drafted();
        var other = new ApplicationForm("REF-2", Worker: Olena);

        story.When(new ApplicationCommand.SaveDraft(other)).Then(new ApplicationEvent.DraftSaved("REF-2", other, story.Context.At));
        story.State.Should().Match<Application>(app => app.Form == other && app.Reference == "REF-2");
    }

    [Fact]
    public void Saving_something_impossible_is_refused() =>
        Case.Drafted().When(new ApplicationCommand.SaveDraft(new(Employment: new(Isco: "1")))).IsRefused(ApplicationProblems.Invalid, "/employment/isco");

    [Fact]
    public void Only_a_draft_can_be_saved() => Case.Submitted().When(new ApplicationCommand.SaveDraft(Form)).IsRefused(ApplicationProblems.NotDraft);

    [Fact]
    public void A_withdrawn_draft_cannot_be_saved() =>
        Case.Drafted().And(Applicant, new ApplicationCommand.Withdraw(null)).When(new ApplicationCommand.SaveDraft(Form)).IsRefused(ApplicationProblems.Ended);

    [Fact]
    public void Another_employer_finds_no_application() =>
        Case.Drafted().By(Stranger).When(new ApplicationCommand.SaveDraft(Form)).IsRefused(ApplicationProblems.Unknown);

    [Fact]
    public void Nothing_goes_on_under_a_scheme_that_this_installation_does_not_know() =>
        new Case(new([])).On("2026-03-02 10:00").Given(new ApplicationEvent.Drafted(TheApplication, TheEmployer, SchemeId, null, Form, DateTimeOffset.UnixEpoch))
            .When(new ApplicationCommand.Withdraw(null)).IsRefused(SchemeProblems.Unknown);

    [Fact]
    public void A_known_application_stands_still_when_nobody_knows_the_holidays_ahead() =>
        Case.Drafted().On("2030-10-01 10:00").When(new ApplicationCommand.SaveDraft(Form)).IsRefused(SchemeProblems.NoCalendar);
}
