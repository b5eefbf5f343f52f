using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>What the applicant and the authorities see.</summary>
public sealed class ViewTests
{
    private static readonly Scheme ShortTerm = SchemeCatalog.Default.Newest(SchemeId)!;
    private static readonly ApplicationForm OfAgency = Form with { Employment = Post with { UserUndertaking = "70000349" } };

    [Fact]
    public void The_applicant_sees_a_draft_without_steps()
    {
        var view = Case.Drafted().State.View(ShortTerm);

        view.Should().Match<ApplicationView>(it => it.Status == ApplicationStatus.Draft && it.Form == Form && it.Employer == TheEmployer && it.WorkerId == null && it.DueOn == null);
        view.Steps.Should().BeEmpty();
        view.Timeline.Should().BeEmpty();
    }

    [Fact]
    public void The_applicant_sees_every_step_also_those_to_come()
    {
        var steps = Case.ChecksRunning().And(Tax, Done(TaxCheck, "objection", null, "Arrears.")).State.View(ShortTerm).Steps;

        steps.Select(step => (step.Code, step.AuthorityName, step.Status, step.Outcome, step.DueOn)).Should().Equal(
            ("completeness", "the migration and border authority", StepStatus.Done, "complete", new DateOnly(2026, 3, 4)),
            ("tax-check", "the tax and customs authority", StepStatus.Done, "objection", new DateOnly(2026, 3, 5)),
            ("labour-check", "the labour inspectorate", StepStatus.Open, null, new DateOnly(2026, 3, 5)),
            ("decision", "the migration and border authority", null, null, null));
    }

    [Fact]
    public void The_deciding_step_is_due_when_the_application_is() =>
        Case.ReadyForDecision().State.View(ShortTerm).Steps[^1].DueOn.Should().Be(new DateOnly(2026, 3, 16));

    [Fact]
    public void The_applicant_sees_what_is_asked_by_whom_and_until_when() =>
        Case.Incomplete().State.View(ShortTerm).Inquiries.Should().ContainSingle().Which.Should().Match<InquiryView>(
            it => it.Number == 1 && it.Kind == InquiryKind.Information && it.From == "MIG" && it.ReplyBy == new DateOnly(2026, 3, 13) && it.AnsweredOn == null);

    [Fact]
    public void A_request_from_nowhere_is_still_shown() =>
        Application.Evolve(Application.Initial, Case.Incomplete().Happened.OfType<ApplicationEvent.InquiryOpened>().Single()).View(ShortTerm).Inquiries.Single().From
            .Should().BeEmpty();

    [Fact]
    public void A_decision_is_served_with_its_grounds_in_words()
    {
        Case.Refused().State.DecisionView(ShortTerm, ApplicantSide.Employer)!.Should().BeEquivalentTo(new
        {
            Outcome = ApplicationStatus.Refused,
            DecidedOn = new DateOnly(2026, 3, 9),
            Authority = "MIG",
            SignedBy = "Mari Maasikas, adviser",
            Grounds = new[] { new GroundView("REF-PAY", "The pay is below the required amount") },
            AppealUntil = new DateOnly(2026, 4, 13),
            Permit = (object?)null,
        });
        Case.Granted().State.DecisionView(ShortTerm, ApplicantSide.Employer)!.Permit.Should().Be(ThePermit);
        Case.Granted().State.View(ShortTerm).Permit.Should().Be(ThePermit);
        Case.ReadyForDecision().State.DecisionView(ShortTerm, ApplicantSide.Employer).Should().BeNull();
    }

    [Fact]
    public void A_ground_that_a_later_law_dropped_still_stands_with_its_code() =>
        Case.Refused().State.DecisionView(ShortTerm with { Decision = ShortTerm.Decision with { Grounds = [] } }, ApplicantSide.Employer)!.Grounds
            .Should().Equal(new GroundView("REF-PAY", "REF-PAY"));

    [Theory]
    [InlineData("employer")]
    [InlineData("worker")]
    [InlineData("isco")]
    [InlineData("wageMonthly")]
    [InlineData("weeklyHours")]
    [InlineData("workplaceAddress")]
    [InlineData("plannedStart")]
    [InlineData("plannedEnd")]
    [InlineData("userUndertaking")]
    public void An_authority_sees_the_one_field_that_it_is_granted_and_no_other(string field)
    {
        var shared = SharedApplication.Of(Case.Submitted(OfAgency).State, [field]);

        var seen = typeof(SharedApplication).GetProperties().Where(member => member.GetValue(shared) is not null).Select(member => member.Name.ToUpperInvariant());
        seen.Should().BeEquivalentTo(field == "worker" ? ["WORKER", "WORKERID"] : [field.ToUpperInvariant()]);
    }

    [Fact]
    public void A_star_grants_everything_and_nothing_grants_nothing()
    {
        var app = Case.Submitted(OfAgency).State;

        var all = SharedApplication.Of(app, ["*"]);
        typeof(SharedApplication).GetProperties().Should().OnlyContain(member => member.GetValue(all) != null);
        typeof(EmploymentForm).GetProperties().Select(member => member.Name).Should().BeSubsetOf(typeof(SharedApplication).GetProperties().Select(member => member.Name), "who decides sees the whole post");
        SharedApplication.Of(app, []).Should().Be(new SharedApplication());
        SharedApplication.Of(app, ["jobTitle", "legalStay", "declarations", "email"]).Should().Be(new SharedApplication(), "these have no row of their own");
    }

    [Fact]
    public void After_erasure_there_is_nothing_to_cut() =>
        SharedApplication.Of(Application.Initial, ["*"]).Should().Match<SharedApplication>(it => it.Worker == null && it.Isco == null && it.LegalStay == null);

    [Fact]
    public void A_check_sees_its_own_requests_and_no_evidence_that_it_was_not_granted()
    {
        var app = Case.ChecksRunning().And(Lab, Ask(LabourCheck)).And(Applicant, Reply(1)).State;

        var lab = app.Task(LabourCheck)!.View(app, ShortTerm, ["employer"]);
        lab.Inquiries.Should().ContainSingle().Which.Answer.Should().Be("Here it is.");
        lab.Evidence.Should().BeEmpty();
        lab.Objections.Should().BeEmpty();
        lab.Should().Match<TaskView>(it => it.Id == new TaskId(TheApplication, LabourCheck) && it.Purpose == "P01" && it.Step == "labour-check" && it.Status == StepStatus.Open);
        app.Task(TaxCheck)!.View(app, ShortTerm, ["employer"]).Inquiries.Should().BeEmpty();
    }

    [Fact]
    public void The_deciding_step_sees_the_evidence_and_what_every_check_found()
    {
        var app = Case.ChecksRunning().And(Tax, Done(TaxCheck, "objection", Toomas, "Arrears.")).And(Lab, Done(LabourCheck, "clear")).State;

        var view = app.Task(Decision)!.View(app, ShortTerm, ["*"]);

        view.Objections
            .Should().Equal(new("completeness", "MIG", "complete", null), new ObjectionView("tax-check", "TAX", "objection", "Arrears."), new ObjectionView("labour-check", "LAB", "clear", null));
        view.Evidence.Should().BeEquivalentTo(Evidence);
        view.DueOn.Should().Be(new DateOnly(2026, 3, 16));
        view.Overdue.Should().BeFalse();
    }

    [Fact]
    public void The_deciding_step_sees_what_anybody_asked_and_no_words_of_a_check_that_clears()
    {
        var app = Case.ChecksRunning().And(Lab, Ask(LabourCheck)).And(Applicant, Reply(1)).And(Tax, Done(TaxCheck, "clear", Toomas, "Internal words."))
            .And(Lab, Done(LabourCheck, "clear")).State;

        var view = app.Task(Decision)!.View(app, ShortTerm, ["*"]);

        view.Inquiries.Should().ContainSingle().Which.Answer.Should().Be("Here it is.");
        view.Objections.Should().NotContain(check => check.Findings != null);
    }

    [Fact]
    public void When_the_task_is_over_so_is_the_purpose_and_nothing_more_is_shown()
    {
        var done = Case.ReadyForDecision().State;
        var withdrawn = Case.Withdrawn().State;

        done.Task(TaxCheck)!.View(done, ShortTerm, ["employer", "wageMonthly"]).Data.Should().Be(new SharedApplication());
        withdrawn.Task(LabourCheck)!.View(withdrawn, ShortTerm, ["employer"]).Data.Should().Be(new SharedApplication());
        var granted = Case.Granted().State;
        granted.Task(Decision)!.View(granted, ShortTerm, ["*"]).Data.Employer.Should().NotBeNull("who decided answers for the decision");
    }

    [Fact]
    public void The_deciding_step_is_late_when_the_application_is()
    {
        var story = Case.ReadyForDecision().On("2026-03-17").And(Actor.Hub, new ApplicationCommand.PassPeriod());

        story.State.Task(Decision)!.View(story.State, ShortTerm, ["*"]).Overdue.Should().BeTrue();
        story.State.Task(TaxCheck)!.View(story.State, ShortTerm, ["*"]).Overdue.Should().BeFalse();
    }
}
