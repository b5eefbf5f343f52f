using SingleWindow.Core.Authorities;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Schemes;

/// <summary>What the corrections to the domain data demand of every scheme that comes with the product.</summary>
public sealed class SchemeFactsTests
{
    private static readonly Scheme ShortTerm = SchemeCatalog.Default.Newest(SchemeCatalogTests.Id)!;

    public static TheoryData<string, string> Schemes
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var scheme in SchemeCatalog.Default.All) all.Add(scheme.Id, scheme.Version);
            return all;
        }
    }

    [Theory, MemberData(nameof(Schemes))]
    public void One_step_decides_and_it_waits_for_every_other(string id, string version)
    {
        var scheme = Of(id, version);
        scheme.Steps.Count(step => step.Decides).Should().Be(1);

        Before(scheme, scheme.DecidingStep).Should().BeEquivalentTo(scheme.Steps.Where(step => !step.Decides).Select(step => step.Code));
    }

    [Theory, MemberData(nameof(Schemes))]
    public void A_completeness_step_comes_first_when_the_clock_starts_on_completeness(string id, string version)
    {
        var scheme = Of(id, version);
        scheme.Decision.StartsOn.Should().Be("complete");

        var first = scheme.Steps.Where(step => step.After.Count == 0).Should().ContainSingle().Which;
        first.Outcomes.Should().Contain("complete");
        first.Authority.Should().Be(scheme.DecidingStep.Authority);
        scheme.Steps.Where(step => step != first).Should().OnlyContain(step => !step.Outcomes.Contains("complete"), "only one step may start the clock");
    }

    [Theory, MemberData(nameof(Schemes))]
    public void The_steps_are_named_once_and_follow_known_steps_without_a_circle(string id, string version)
    {
        var scheme = Of(id, version);

        scheme.Steps.Select(step => step.Code).Should().OnlyHaveUniqueItems();
        scheme.Steps.SelectMany(step => step.After).Should().BeSubsetOf(scheme.Steps.Select(step => step.Code));
        scheme.Steps.Should().OnlyContain(step => !Before(scheme, step).Contains(step.Code));
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Every_outcome_has_an_effect_that_the_rules_know(string id, string version)
    {
        foreach (var step in Of(id, version).Steps)
        {
            step.On.Keys.Should().BeEquivalentTo(step.Outcomes, step.Code);
            step.On.Values.Should().BeSubsetOf(
                step.Decides ? ["end:granted", "end:refused", "end:not-reviewed"] : ["continue", "declare-complete", "request-information", "to-decision"], step.Code);
        }
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Whoever_acts_is_an_authority_of_the_domain_and_the_matrix_grants_it_the_application(string id, string version)
    {
        foreach (var step in Of(id, version).Steps)
        {
            AuthorityNames.Exists(step.Authority).Should().BeTrue(step.Code);
            AccessMatrix.Default.Allowing("application", step.Authority, step.Purpose).Should().NotBeNull(step.Code);
        }
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Every_time_allowed_is_positive_and_counts_from_a_known_moment(string id, string version)
    {
        var scheme = Of(id, version);

        scheme.Steps.Should().OnlyContain(step => step.Sla.Amount > 0 && (step.Sla.From == "step-start" || step.Sla.From == "complete"));
        new[] { scheme.Decision.Period, scheme.Decision.InformationDeadline, scheme.Decision.HearingPeriod, scheme.Decision.Appeal.Period }
            .Should().OnlyContain(period => period.Amount > 0);
        scheme.DecidingStep.OnTimeout.Should().Be(TimeoutEffect.Escalate, "silence never decides");
    }

    [Theory, MemberData(nameof(Schemes))]
    public void Every_ground_and_appeal_has_words_and_law(string id, string version)
    {
        var decision = Of(id, version).Decision;

        decision.Grounds.Select(ground => ground.Code).Should().OnlyHaveUniqueItems().And.NotBeEmpty();
        decision.Grounds.Should().OnlyContain(ground => ground.Title.Length > 0 && ground.LegalBasis.Length > 0);
        decision.WrittenReasons.Should().BeTrue();
        decision.Appeal.Body.Should().NotBeEmpty();
        decision.Outcomes.Should().BeEquivalentTo(Of(id, version).DecidingStep.Outcomes);
    }

    [Theory, MemberData(nameof(Schemes))]
    public void The_worker_never_pays_the_employer_s_fee(string id, string version) =>
        Of(id, version).Fees.Where(fee => fee.Payer == "employer").Should().OnlyContain(fee => !fee.RecoverableFromWorker);

    [Theory, MemberData(nameof(Schemes))]
    public void Evidence_from_a_register_names_a_register_and_a_test_that_can_be_run(string id, string version)
    {
        var scheme = Of(id, version);
        foreach (var rule in scheme.Evidence)
        {
            rule.Sources.Should().NotBeEmpty();
            if (rule.RecordType is { } type) RecordTypes.Find(type).Should().NotBeNull(type);
            FluentActions.Invoking(() => EvidenceTests.Judge(rule, new(), [], new(2026, 3, 2))).Should().NotThrow(rule.Type);
        }
    }

    [Theory, MemberData(nameof(Schemes))]
    public void A_scheme_in_force_has_a_first_day_and_a_draft_has_none(string id, string version)
    {
        var scheme = Of(id, version);

        (scheme.ValidFrom is not null).Should().Be(scheme.Status == SchemeStatus.InForce);
        scheme.Verification.Should().NotBeEmpty("it is separate from the status");
        scheme.WorkCalendar.Id.Should().Be(scheme.Calendar);
        scheme.Zone.Id.Should().Be(scheme.TimeZone);
    }

    [Fact]
    public void Short_term_employment_is_law_and_counts_365_days_in_455()
    {
        ShortTerm.Status.Should().Be(SchemeStatus.InForce);
        ShortTerm.Stay.Should().Be(new StayRule(365, 455, PeriodUnit.CalendarDays, false));
        ShortTerm.Decision.Period.Should().Be(new Period(10, PeriodUnit.WorkingDays));
        ShortTerm.Decision.Appeal.Period.Should().Be(new Period(30, PeriodUnit.CalendarDays));
        ShortTerm.Decision.SuspendWhileInformationMissing.Should().BeTrue();
    }

    [Fact]
    public void The_pay_is_the_published_average_and_half_as_much_again_for_a_top_specialist()
    {
        var pay = ShortTerm.Remuneration;

        pay.Amount.Should().Be(new Money(2092m, "EUR"));
        pay.Exceptions.Single(exception => exception.When == "top-specialist").Amount.Should().Be(new Money(3138m, "EUR"));
        pay.Exceptions.Where(exception => exception.When != "top-specialist")
            .Should().OnlyContain(exception => exception.Amount == null && exception.Coefficient == null);
    }

    private static Scheme Of(string id, string version) => SchemeCatalog.Default.Find(id, version)!;

    private static HashSet<string> Before(Scheme scheme, SchemeStep step)
    {
        var found = new HashSet<string>();
        for (var next = step.After; next.Count > 0;)
            next = [.. scheme.Steps.Where(other => next.Contains(other.Code) && found.Add(other.Code)).SelectMany(other => other.After)];
        return found;
    }
}
