using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;
using static SingleWindow.Core.Tests.Permits.PermitStory;

namespace SingleWindow.Core.Tests.Permits;

/// <summary>A holder goes to another employer. The residence permit binds until 30 September 2026 and may be opposed for 45 days, the Blue Card for 30 within a year.</summary>
public sealed class EmployerChangeTests
{
    private const string BlueCard = "ee-eu-blue-card";
    private static readonly EmployerId Rival = EntityId.Parse<EmployerId>(Stranger.Party);
    private static readonly PermitPost Post = new("Fitter", new(3500m, "EUR"), 40m, "Made-up street 2, Tartu");
    private static readonly PermitTerms Terms = new("7233", new(3138m, "EUR"));

    [Fact]
    public void The_new_employer_registers_it_and_nothing_happens_until_the_worker_agrees()
    {
        var story = Active(BlueCard).By(Stranger);

        story.When(Propose()).Then(new PermitEvent.OfEmployer.ChangeProposed(1, Rival, new(2026, 5, 18), new(2026, 5, 4), new(2026, 6, 3), ["tax-standing"], Post, Terms, story.Context.At));

        story.State.ChangeView(new(2026, 5, 4))!.Status.Should().Be(EmployerChangeStatus.AwaitsWorker);
        story.On("2026-06-04 00:00").By(Actor.Hub).When(new PermitCommand.PassTime()).Then();
        story.State.ChangeView(new(2026, 6, 4))!.Status.Should().Be(EmployerChangeStatus.Lapsed);
        story.By(Holder).When(Yes).IsRefused(PermitProblems.NothingToAnswer);
        story.By(Stranger).When(Propose() with { From = new(2026, 6, 18) });
        story.Last.Problem.Should().BeNull("what lapsed stands in nobody's way");
    }

    [Fact]
    public void Silence_past_the_last_day_is_consent()
    {
        var story = Confirmed();
        (story.State.ChangeView(new(2026, 5, 4))!.OpposeUntil, story.State.ChangeView(new(2026, 5, 4))!.EffectiveOn).Should().Be((new DateOnly(2026, 6, 3), new DateOnly(2026, 6, 4)));
        story.On("2026-06-03 23:59").By(Actor.Hub).When(new PermitCommand.PassTime()).Then();

        story.On("2026-06-04 00:00").When(new PermitCommand.PassTime()).Then(new PermitEvent.OfEmployer.Changed(1, TheEmployer, Rival, new(2026, 6, 4), Terms, story.Context.At));

        story.When(new PermitCommand.PassTime()).Then();
        var view = story.State.View(new(2026, 6, 4))!;
        (view.Employer, view.Isco, view.WageMonthlyRequired, view.Status, view.Change!.Status).Should().Be((Rival, "7233", Terms.WageMonthlyRequired, PermitStatus.Active, EmployerChangeStatus.Effective));
        story.By(Applicant).When(new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 6, 4), null)).IsRefused(PermitProblems.Unknown);
        story.By(Stranger).When(new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 6, 4), null));
        story.Last.Problem.Should().BeNull();
    }

    [Fact]
    public void The_conditions_of_the_grant_go_with_the_permit()
    {
        var story = new PermitStory(BlueCard);
        story.Given(Granted(BlueCard) with { Terms = new("7212", new(2092m, "EUR"), ["Proof of housing within a month."]) });
        story.On("2026-05-04 10:00").And(Stranger, Propose()).And(Holder, Yes).On("2026-06-04 00:00").And(Actor.Hub, new PermitCommand.PassTime());

        story.Happened.OfType<PermitEvent.OfEmployer.Changed>().Should().ContainSingle().Which.Terms!.Conditions.Should().Equal("Proof of housing within a month.");
        var view = story.State.View(new(2026, 6, 4))!;
        foreach (var shown in new[] { view, view.For(Rival), view.ForHolder() }) shown.Conditions.Should().Equal("Proof of housing within a month.");
    }

    [Fact]
    public void A_change_that_was_stored_before_conditions_went_with_it_has_not_lifted_them()
    {
        var story = new PermitStory(BlueCard);
        story.Given(Granted(BlueCard) with { Terms = new("7212", null, ["Proof of housing."]) }, new PermitEvent.OfEmployer.Changed(1, TheEmployer, Rival, new(2026, 6, 4), Terms, DateTimeOffset.UnixEpoch));

        story.State.View(new(2026, 6, 4))!.Conditions.Should().Equal("Proof of housing.");
    }

    [Fact]
    public void Forty_five_days_are_at_most_and_do_not_roll()
    {
        // Notified on 1 October: the last day is a Sunday.
        var story = Active(Residence).On("2026-10-01 10:00").And(Stranger, Propose() with { From = new(2026, 10, 1) }).And(Holder, Yes);

        (story.State.ChangeView(new(2026, 10, 1))!.OpposeUntil, story.State.ChangeView(new(2026, 10, 1))!.EffectiveOn).Should().Be((new DateOnly(2026, 11, 15), new DateOnly(2026, 11, 16)));
    }

    [Fact]
    public void After_the_first_months_of_a_Blue_Card_a_notice_is_enough()
    {
        var story = new PermitStory(BlueCard);
        story.Given(Granted(BlueCard) with { ValidTo = new(2028, 3, 31) });
        story.On("2027-04-01 10:00").And(Stranger, Propose() with { From = new(2027, 4, 5) }).And(Holder, Yes);

        (story.State.Changes[^1].Answer!.OpposeUntil, story.State.Changes[^1].Answer!.EffectiveOn).Should().Be((null, new DateOnly(2027, 4, 5)));
        story.By(Mig).When(Oppose()).IsRefused(PermitProblems.NothingToOppose);
    }

    [Fact]
    public void Who_does_not_want_to_go_stays_and_may_think_better_of_it()
    {
        var declined = Active(BlueCard).And(Stranger, Propose()).And(Holder, No);
        declined.State.ChangeView(new(2026, 5, 4))!.Status.Should().Be(EmployerChangeStatus.Declined);
        declined.When(No).IsRefused(PermitProblems.NothingToAnswer);
        declined.When(Yes).IsRefused(PermitProblems.NothingToAnswer);

        var story = Confirmed().And(Holder, No);
        story.On("2026-06-04 00:00").By(Actor.Hub).When(new PermitCommand.PassTime()).Then();
        story.State.Employer.Should().Be(TheEmployer);
        Active(BlueCard).By(Holder).When(Yes).IsRefused(PermitProblems.NothingToAnswer);
        Active(BlueCard).And(Stranger, Propose()).By(Applicant).When(new PermitCommand.AnswerChange(true)).IsRefused(PermitProblems.Unknown);
    }

    [Fact]
    public void An_opposition_has_coded_grounds_reasons_and_a_signature_and_comes_in_time()
    {
        var story = Confirmed().By(Mig);
        story.When(Oppose() with { Official = null }).IsRefused(PermitProblems.NotSigned, "/official");
        story.When(Oppose() with { Grounds = [], Text = " " }).IsRefused(PermitProblems.NoGrounds, "/grounds", "/text");
        story.When(Oppose("WDR-FALSE")).IsRefused(PermitProblems.NoGrounds, "/grounds/0");
        foreach (var actor in new[] { Actor.Hub, Tax, Applicant, Mig with { Unit = "other" } }) Confirmed().By(actor).When(Oppose()).IsRefused(PermitProblems.Unknown);
        Confirmed().On("2026-06-04 00:00").By(Mig).When(Oppose()).IsRefused(PermitProblems.NothingToOppose);
        Active(BlueCard).And(Stranger, Propose()).By(Mig).When(Oppose()).IsRefused(PermitProblems.NothingToOppose);

        story.And(Mig, Oppose());

        var view = story.State.ChangeView(new(2026, 5, 4))!;
        (view.Status, view.SignedBy, view.AppealUntil).Should().Be((EmployerChangeStatus.Opposed, "Mari Maasikas, adviser", new DateOnly(2026, 5, 19)));
        view.Grounds.Should().Equal(PayGround);
        story.On("2026-06-04 00:00").By(Actor.Hub).When(new PermitCommand.PassTime()).Then();
        story.State.Employer.Should().Be(TheEmployer);
    }

    [Fact]
    public void A_worker_is_bound_to_the_first_employer_for_six_months_at_most()
    {
        var story = Active(Residence).By(Stranger);
        story.When(Propose() with { From = new(2026, 9, 30) }).IsRefused(PermitProblems.StillBound, "/employment/plannedStart");
        story.When(Propose() with { From = new(2026, 10, 1) });
        story.Last.Problem.Should().BeNull();

        Active(Residence).And(Stranger, Propose() with { SeriousBreach = true });
        Ended(Residence).And(Stranger, Propose());
        NotStarted(Residence).And(Stranger, Propose());
        Active(BlueCard).And(Stranger, Propose());
    }

    [Theory]
    [InlineData("eu-intra-corporate-transfer", "PRM-00018")]
    [InlineData("ee-seasonal", "PRM-00019")]
    [InlineData("pl-seasonal-work-permit", "PRM-00019")]
    [InlineData(SchemeId, "PRM-00019")]
    [InlineData("ca-seasonal-agricultural-worker", "PRM-00020")]
    public void Where_the_law_leaves_another_way_the_refusal_says_which(string scheme, string code) =>
        Active(scheme).By(Stranger).When(Propose()).Last.Problem!.Code.Should().Be(code);

    [Fact]
    public void A_change_is_for_another_employer_one_at_a_time_and_within_the_permit()
    {
        Active(BlueCard).By(Applicant).When(Propose() with { Employer = TheEmployer }).IsRefused(PermitProblems.SameEmployer);
        Active(BlueCard).By(Applicant).When(Propose()).IsRefused(PermitProblems.Unknown);
        Active(BlueCard).And(Stranger, Propose()).When(Propose()).IsRefused(PermitProblems.ChangeOpen);
        Confirmed().By(Stranger).When(Propose()).IsRefused(PermitProblems.ChangeOpen);
        Active(BlueCard).By(Stranger).When(Propose() with { From = new(2026, 5, 3) }).IsRefused(PermitProblems.Invalid, "/employment/plannedStart");
        Active(BlueCard).By(Stranger).When(Propose() with { From = new(2027, 1, 1) }).IsRefused(PermitProblems.Invalid, "/employment/plannedStart");
        Active(BlueCard).On("2027-01-01 00:00").By(Stranger).When(Propose()).IsRefused(PermitProblems.Over);
        Active(BlueCard).On("2026-12-02 10:00").And(Stranger, Propose() with { From = new(2026, 12, 3) }).By(Holder).When(Yes).IsRefused(PermitProblems.ChangeTooLate);
        Active(BlueCard).And(Stranger, Propose()).On("2027-01-01 00:00").By(Holder).When(Yes).IsRefused(PermitProblems.Over);
        Confirmed().On("2027-01-01 00:00").By(Mig).When(Oppose()).IsRefused(PermitProblems.Over);
    }

    [Fact]
    public void While_the_authority_looks_no_time_to_look_for_work_runs_out()
    {
        // Until 31 July; the authority until 14 September.
        var story = Ended(Residence).On("2026-07-31 10:00").And(Stranger, Propose() with { From = new(2026, 8, 3) }).And(Holder, Yes);

        story.State.On(new(2026, 8, 20)).Should().Be(PermitStatus.Unemployed);
        story.On("2026-08-01 00:00").By(Actor.Hub).When(new PermitCommand.PassTime()).Then();
        story.On("2026-08-20 10:00").By(Mig).When(Oppose());
        story.Last.Events[^1].Should().Be(new PermitEvent.Ended(new(2026, 8, 20), "job-search-over", story.Context.At));
        story.State.On(new(2026, 8, 20)).Should().Be(PermitStatus.Ended);
    }

    [Fact]
    public void Whoever_found_work_in_time_is_employed_again()
    {
        var story = Ended(Residence).And(Stranger, Propose() with { From = new(2026, 7, 1) }).And(Holder, Yes).On("2026-07-01 00:00").And(Actor.Hub, new PermitCommand.PassTime());

        (story.State.On(new(2026, 8, 1)), story.State.EndedOn, story.State.Employments.Count).Should().Be((PermitStatus.Active, null, 2));
        story.State.Employments[0].To.Should().Be(new DateOnly(2026, 4, 30));
    }

    [Fact]
    public void Each_employer_has_the_obligations_of_its_own_time()
    {
        var story = Confirmed().On("2026-06-04 00:00").And(Actor.Hub, new PermitCommand.PassTime());
        var duties = Obligations.Of(story.State, SchemeCatalog.Default.Newest(BlueCard)!, []);

        duties.Where(one => one.Code == "register-employment").Select(one => (one.Employer, one.DueOn)).Should().Equal((TheEmployer, new(2026, 4, 1)), (Rival, new(2026, 6, 4)));
        duties.Where(one => one.Code == "pay-threshold").GroupBy(one => one.Employer).Select(own => own.Count()).Should().Equal(3, 7);
        duties.Single(one => one.Code == "communicate-change-of-employer").Should().Match<PermitObligation>(one => one.SatisfiedOn == new DateOnly(2026, 5, 4) && one.On(new(2026, 6, 4)) == ObligationStatus.Satisfied);
        Obligations.Of(Active(Residence).On("2026-10-01 10:00").And(Stranger, Propose() with { From = new(2026, 10, 1) }).And(Holder, Yes).On("2026-11-16 00:00").And(Actor.Hub, new PermitCommand.PassTime()).State,
            SchemeCatalog.Default.Newest(Residence)!, []).First(one => one.Code == "notify-not-started-or-early-end").SatisfiedBy.Should().Be("notice");
    }

    [Fact]
    public void An_employer_sees_no_change_but_its_own()
    {
        var view = Confirmed().And(Actor.Hub, new PermitCommand.NoteRenewal(TheApplication, new(2026, 5, 4), true)).State.View(new(2026, 5, 4))!;

        (view.For(TheEmployer).Change, view.For(TheEmployer).Renewals).Should().Be((null, null));
        view.For(Rival).Change.Should().NotBeNull();
        view.Renewals.Should().ContainSingle();
    }

    private static PermitCommand.ProposeChange Propose() => new(Rival, new(2026, 5, 18), Post, Terms, ["tax-standing"], false);

    private static PermitCommand.AnswerChange Yes => new PermitCommand.AnswerChange(true, true);

    private static PermitCommand.AnswerChange No => new PermitCommand.AnswerChange(false, true);

    private static PermitCommand.OpposeChange Oppose(string? ground = null) => new([ground ?? "REF-PAY"], "The pay is too low.", Mari);

    private static PermitStory Confirmed() => Active(BlueCard).And(Stranger, Propose()).And(Holder, Yes);
}
