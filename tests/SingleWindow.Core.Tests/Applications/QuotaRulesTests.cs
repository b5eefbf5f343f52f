using SingleWindow.Core.Quotas;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>A scheme that counts places: what an application may and may not be decided without one.</summary>
public sealed class QuotaRulesTests
{
    private static readonly string[] QuotaGround = ["REF-QUOTA"];
    private static readonly SchemeCatalog Counted = new([.. SchemeCatalog.Default.All.Select(scheme => scheme.Id == SchemeId ? Count(scheme, "submission") : scheme)]);
    private static readonly SchemeCatalog CountedAtTaxCheck = new([.. SchemeCatalog.Default.All.Select(scheme => scheme.Id == SchemeId ? Count(scheme, "tax-check") : scheme)]);

    [Fact]
    public void A_grant_uses_the_place_up()
    {
        var story = Ready(QuotaPlace.Reserved).And(Mig, Grant());
        story.State.Quota!.Place.Should().Be(QuotaPlace.Used);
        story.Last.Events[^1].Should().Be(new ApplicationEvent.OfQuota.QuotaSettled("small", 2026, QuotaPlace.Used, TheEmployer, "granted", story.Context.At));
    }

    [Fact]
    public void Without_a_place_nothing_is_granted_until_one_comes_free()
    {
        var story = Ready(QuotaPlace.Waiting);
        story.By(Mig).When(Grant()).IsRefused(QuotaProblems.NoPlace);
        story.And(Actor.Hub, new ApplicationCommand.TakePlace("small", 2026)).And(Mig, Grant()).State.Status.Should().Be(ApplicationStatus.Granted);
        story.State.History.Select(moment => moment.Code).Should().ContainInOrder("place-awaited", "place-given", "decided");
    }

    [Fact]
    public void An_application_that_never_entered_the_book_is_not_granted() => Ready(null).By(Mig).When(Grant()).IsRefused(QuotaProblems.NoPlace);

    [Fact]
    public void Whoever_needs_no_place_is_granted_without_and_uses_none_up()
    {
        var story = Ready(QuotaPlace.Exempt).And(Mig, Grant());
        story.State.Quota!.Place.Should().Be(QuotaPlace.Exempt);
        story.Happened.OfType<ApplicationEvent.OfQuota>().Should().ContainSingle("nothing is settled");
        story.State.History.Should().NotContain(moment => moment.Code.StartsWith("place-", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_for_want_of_a_place_is_an_application_inadmissible_and_only_after_a_hearing()
    {
        Ready(QuotaPlace.Reserved).By(Mig).When(new ApplicationCommand.IntendToRefuse(Decision, QuotaGround, "The quota is full.")).IsRefused(QuotaProblems.HasPlace);
        Ready(QuotaPlace.Exempt).By(Mig).When(Inadmissible()).IsRefused(QuotaProblems.HasPlace);
        Ready(QuotaPlace.Waiting).By(Mig).When(Inadmissible()).IsRefused(ApplicationProblems.NotHeard, "/grounds/0");

        var story = Heard().And(Mig, Inadmissible());
        story.State.Status.Should().Be(ApplicationStatus.InadmissibleQuota);
        story.Last.Events[^1].Should().Be(new ApplicationEvent.OfQuota.QuotaSettled("small", 2026, QuotaPlace.Released, TheEmployer, "inadmissible-quota", story.Context.At));
    }

    [Fact]
    public void Who_gets_a_place_after_the_hearing_is_not_inadmissible_any_more() =>
        Heard().And(Actor.Hub, new ApplicationCommand.TakePlace("small", 2026)).By(Mig).When(Inadmissible()).IsRefused(QuotaProblems.HasPlace);

    [Fact]
    public void Every_other_end_gives_the_place_back()
    {
        var withdrawn = Ready(QuotaPlace.Reserved).And(Applicant, new ApplicationCommand.Withdraw(null));
        var refused = Ready(QuotaPlace.Reserved).And(Mig, Hear()).On("2026-03-06 09:00").And(Applicant, Reply(1)).And(Mig, Refuse());
        var silent = Filed(QuotaPlace.Reserved).On("2026-03-03 09:00").And(Mig, Done(Completeness, "deficient", Mari, "Please send it.", "qualification-or-experience"))
            .On("2026-03-14").And(Actor.Hub, new ApplicationCommand.Lapse(1)).On("2026-03-16 09:00").And(Mig, NotReview(2));

        foreach (var (story, cause) in new[] { (withdrawn, "withdrawn"), (refused, "refused"), (silent, "not-reviewed") })
        {
            story.Happened.OfType<ApplicationEvent.OfQuota.QuotaSettled>().Should().ContainSingle()
                .Which.Should().Be(new ApplicationEvent.OfQuota.QuotaSettled("small", 2026, QuotaPlace.Released, TheEmployer, cause, story.Context.At));
            story.State.Quota!.Place.Should().Be(QuotaPlace.Released);
        }
    }

    [Fact]
    public void A_turn_is_given_back_as_a_place_is() =>
        Ready(QuotaPlace.Waiting).And(Applicant, new ApplicationCommand.Withdraw(null)).State.Quota!.Place.Should().Be(QuotaPlace.Released);

    [Fact]
    public void News_that_come_late_or_twice_or_of_another_book_change_nothing()
    {
        var ended = Ready(QuotaPlace.Waiting).And(Applicant, new ApplicationCommand.Withdraw(null));
        ended.By(Actor.Hub).When(new ApplicationCommand.TakePlace("small", 2026)).Then();
        ended.When(new ApplicationCommand.EnterQuota(new("small", 2026, QuotaPlace.Reserved))).Then();
        var waits = Ready(QuotaPlace.Waiting);
        waits.By(Actor.Hub).When(new ApplicationCommand.TakePlace("small", 2025)).Then();
        waits.When(new ApplicationCommand.EnterQuota(new("small", 2026, QuotaPlace.Waiting, 7))).Then();
        waits.And(Actor.Hub, new ApplicationCommand.TakePlace("small", 2026)).When(new ApplicationCommand.TakePlace("small", 2026)).Then();
        Case.Drafted(schemes: Counted).By(Actor.Hub).When(new ApplicationCommand.EnterQuota(new("small", 2026, QuotaPlace.Reserved))).Then();
    }

    [Fact]
    public void What_the_book_says_before_a_decision_is_written_down()
    {
        var story = Ready(QuotaPlace.Waiting).And(Actor.Hub, new ApplicationCommand.EnterQuota(new("small", 2026, QuotaPlace.Reserved)));
        story.Last.Events.Should().Equal(new ApplicationEvent.OfQuota.QuotaPlaceGiven("small", 2026, story.Context.At));
        Ready(null).And(Actor.Hub, new ApplicationCommand.EnterQuota(new("small", 2026, QuotaPlace.Waiting, 3))).State.Quota!.Place.Should().Be(QuotaPlace.Waiting);
    }

    [Fact]
    public void The_book_is_of_the_year_of_filing_and_the_turn_of_its_instant()
    {
        var filed = Filed(QuotaPlace.Waiting);
        QuotaRules.Book(filed.State, Of(Counted)).Should().Be(new QuotaKey("small", 2026));
        QuotaRules.Claim(filed.State).Should().Be(new QuotaClaim(TheApplication, TheEmployer, filed.Context.At));
        QuotaRules.Book(Case.Drafted(schemes: Counted).State, Of(Counted)).Should().BeNull("a draft has no year");
        QuotaRules.Book(filed.State, Of(SchemeCatalog.Default)).Should().BeNull("this scheme counts no places");
    }

    [Fact]
    public void The_law_says_who_needs_no_place()
    {
        var scheme = Of(Counted);
        QuotaRules.IsExempt(Filed(null).State, scheme with { Quota = scheme.Quota! with { Exempt = [Condition.Parse("citizenship:UKR")] } }).Should().BeTrue();
        QuotaRules.IsExempt(Filed(null).State, scheme with { Quota = scheme.Quota! with { Exempt = [Condition.Parse("citizenship:JPN")] } }).Should().BeFalse();
    }

    [Theory]
    [InlineData("granted", true)]
    [InlineData("inadmissible-quota", true)]
    [InlineData("refused", false)]
    [InlineData("not-reviewed", false)]
    [InlineData("unheard-of", false)]
    public void The_book_is_asked_before_a_decision_that_depends_on_it(string outcome, bool asked) =>
        QuotaRules.AsksBook(Ready(QuotaPlace.Waiting).State, Done(Decision, outcome, Mari), Of(Counted)).Should().Be(asked);

    [Theory]
    [InlineData(TaxCheck, "clear", true)]
    [InlineData(TaxCheck, "objection", false)]
    [InlineData(LabourCheck, "clear", false)]
    [InlineData(9, "clear", false)]
    public void Where_the_scheme_reserves_at_the_end_of_a_step_the_book_is_asked_then(int task, string outcome, bool asked)
    {
        var running = Case.Submitted(schemes: CountedAtTaxCheck).On("2026-03-03 09:00").And(Mig, Done(Completeness, "complete", Mari));
        QuotaRules.AsksBook(running.State, Done(task, outcome), Of(CountedAtTaxCheck)).Should().Be(asked);
        QuotaRules.AsksBook(running.State, Done(task, outcome), Of(SchemeCatalog.Default)).Should().BeFalse();
        running.And(Actor.Hub, new ApplicationCommand.EnterQuota(new("small", 2026, QuotaPlace.Reserved)));
        QuotaRules.AsksBook(running.State, Done(task, outcome), Of(CountedAtTaxCheck)).Should().BeFalse("it has a place by now");
    }

    [Fact]
    public void Applicant_and_deciding_official_see_where_it_stands()
    {
        var story = Ready(QuotaPlace.Waiting);
        var view = story.State.View(Of(Counted));
        view.Quota.Should().Be(new QuotaStanding("small", 2026, QuotaPlace.Waiting));
        view.Timeline.Single(entry => entry.Code == "place-awaited").Text.Should().Contain("goes to whoever filed first");
        story.State.Task(Decision)!.View(story.State, Of(Counted), ["*"]).Quota.Should().Be(view.Quota);
        story.State.Task(TaxCheck)!.View(story.State, Of(Counted), ["*"]).Quota.Should().BeNull("a check has no use for it");
    }

    [Fact]
    public void Whatever_happens_nothing_is_granted_without_a_place_and_nothing_that_ended_keeps_one()
    {
        var (granted, ended) = (0, 0);
        Gen.Frequency((6, Gen.Int[4, 7]), (2, Gen.Int[2, 3]), (1, Gen.Int[8, 12])).Array[1, 25].Select(Gen.Int[0, 1]).Sample((acts, filing) =>
        {
            var story = Case.Drafted(schemes: Counted).And(Applicant, Pay);
            foreach (var act in acts.Prepend(filing)) story.By(Who(act)).When(What(act));
            var places = story.Happened.OfType<ApplicationEvent.OfQuota>().ToList();
            if (story.State.Status == ApplicationStatus.Granted)
            {
                Interlocked.Increment(ref granted);
                places.Exists(one => one is ApplicationEvent.OfQuota.QuotaEntered { Place: QuotaPlace.Reserved } or ApplicationEvent.OfQuota.QuotaPlaceGiven).Should().BeTrue();
            }
            if (!story.State.HasEnded) return;
            Interlocked.Increment(ref ended);
            places.Count(one => one is ApplicationEvent.OfQuota.QuotaSettled).Should().Be(1);
            story.State.Quota!.Place.Should().Be(story.State.Status == ApplicationStatus.Granted ? QuotaPlace.Used : QuotaPlace.Released);
        }, iter: 3000);
        granted.Should().BePositive("a rule about grants needs grants to be tried on");
        ended.Should().BeGreaterThan(granted);
    }

    private static Actor Who(int act) => act switch { 0 or 1 or 8 or 10 => Applicant, 2 or 3 => Actor.Hub, 5 => Tax, 6 => Lab, _ => Mig };

    private static ApplicationCommand What(int act) => act switch
    {
        0 => Submit with { Quota = new("small", 2026, QuotaPlace.Reserved) },
        1 => Submit with { Quota = new("small", 2026, QuotaPlace.Waiting, 1) },
        2 => new ApplicationCommand.TakePlace("small", 2026),
        3 => new ApplicationCommand.EnterQuota(new("small", 2026, QuotaPlace.Waiting)),
        4 => Done(Completeness, "complete", Mari),
        5 => Done(TaxCheck, "clear"),
        6 => Done(LabourCheck, "clear"),
        7 => Grant(),
        8 => new ApplicationCommand.Withdraw(null),
        9 => new ApplicationCommand.IntendToRefuse(Decision, QuotaGround, "The quota is full."),
        10 => Reply(1),
        11 => Refuse(),
        _ => Inadmissible(),
    };

    [Theory]
    [InlineData(QuotaPlace.Reserved)]
    [InlineData(QuotaPlace.Waiting)]
    public void A_law_that_counts_in_another_book_gives_the_old_place_back_and_grants_by_none_but_its_own(QuotaPlace had)
    {
        var story = Ready(had).By(Actor.Hub);

        story.When(new ApplicationCommand.EnterQuota(new("other", 2026, QuotaPlace.Reserved))).Then(
            new ApplicationEvent.OfQuota.QuotaSettled("small", 2026, QuotaPlace.Released, TheEmployer, "other-quota", story.Context.At),
            new ApplicationEvent.OfQuota.QuotaEntered("other", 2026, QuotaPlace.Reserved, story.Context.At));

        story.By(Mig).When(Grant()).IsRefused(QuotaProblems.NoPlace);
        story.And(Actor.Hub, new ApplicationCommand.EnterQuota(new("small", 2026, QuotaPlace.Reserved))).And(Mig, Grant());
        story.Happened.OfType<ApplicationEvent.OfQuota.QuotaSettled>().Select(settled => (settled.Quota, settled.Place))
            .Should().Equal(("small", QuotaPlace.Released), ("other", QuotaPlace.Released), ("small", QuotaPlace.Used));
    }

    [Fact]
    public void Where_the_law_of_completeness_counts_no_places_what_it_had_goes_to_the_next()
    {
        var law = new SchemeCatalog([Count(SchemeCatalog.Default.Newest(SchemeId)!, "submission") with { ValidTo = new(2026, 3, 3) }, SchemeCatalog.Default.Newest(SchemeId)! with { Version = "2026-02", ValidFrom = new(2026, 3, 4) }]);
        var story = Case.Drafted(schemes: law).And(Applicant, Submit with { Quota = new("small", 2026, QuotaPlace.Reserved) }).On("2026-03-05 09:00").And(Applicant, Pay).And(Mig, Done(Completeness, "complete", Mari));

        story.Last.Events.Should().ContainEquivalentOf(new ApplicationEvent.OfQuota.QuotaSettled("small", 2026, QuotaPlace.Released, TheEmployer, "no-quota", story.Context.At));
    }

    private static Case Filed(QuotaPlace? place) =>
        Case.Drafted(schemes: Counted).And(Applicant, Pay).And(Applicant, Submit with { Quota = place is { } given ? new("small", 2026, given, given == QuotaPlace.Waiting ? 3 : null) : null });

    private static Case Ready(QuotaPlace? place) => Filed(place).On("2026-03-03 09:00").And(Mig, Done(Completeness, "complete", Mari))
        .On("2026-03-04 09:00").And(Tax, Done(TaxCheck, "clear")).And(Lab, Done(LabourCheck, "clear")).On("2026-03-05 09:00");

    private static Case Heard() => Ready(QuotaPlace.Waiting).And(Mig, new ApplicationCommand.IntendToRefuse(Decision, QuotaGround, "The quota is full."))
        .On("2026-03-06 09:00").And(Applicant, Reply(1)).On("2026-03-09 09:00");

    private static ApplicationCommand.Complete Inadmissible() => new(Decision, "inadmissible-quota", "The quota is full.", QuotaGround, [], Mari, ThePermit);

    private static Scheme Of(SchemeCatalog schemes) => schemes.Newest(SchemeId)!;

    private static Scheme Count(Scheme scheme, string reserveAt) => scheme with
    {
        Quota = new("small", 2, null, reserveAt, "submission-time", []),
        Steps =
        [
            .. scheme.Steps.Select(step => !step.Decides ? step : step with
            {
                Outcomes = [.. step.Outcomes, "inadmissible-quota"],
                On = new Dictionary<string, StepEffect>(step.On) { ["inadmissible-quota"] = StepEffect.EndInadmissibleQuota },
            }),
        ],
        Decision = scheme.Decision with
        {
            Outcomes = [.. scheme.Decision.Outcomes, "inadmissible-quota"],
            Grounds = [.. scheme.Decision.Grounds, new("REF-QUOTA", "The quota of the year is full", "Aliens Act (VMS) § 113", "inadmissible-quota")],
        },
    };
}
