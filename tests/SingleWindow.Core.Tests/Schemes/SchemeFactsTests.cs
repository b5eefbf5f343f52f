using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Schemes;

/// <summary>What the corrections to the domain data (section 4) demand of the ten schemes that come with the product; what is demanded of any scheme is refused by its reader.</summary>
public sealed class SchemeFactsTests
{
    private static readonly SchemeCatalog Catalog = SchemeCatalog.Default;
    private static readonly Scheme ShortTerm = Catalog.Newest(SchemeCatalogTests.Id)!;

    [Fact]
    public void Ten_schemes_come_with_the_product() => Catalog.All.Select(scheme => $"{scheme.Id} {scheme.Status}").Should().Equal(
        "bla-care-pathway Illustrative", "ca-seasonal-agricultural-worker Reference", "ee-eu-blue-card InForce", "ee-residence-permit-employment InForce",
        "ee-residence-permit-shortage-sector Draft", "ee-seasonal InForce", "ee-short-term-employment InForce", "eu-intra-corporate-transfer Reference",
        "eu-single-permit Reference", "pl-seasonal-work-permit Reference");

    [Fact]
    public void Only_law_in_force_takes_applications() =>
        Catalog.All.Where(scheme => Catalog.InForce(scheme.Id, new(2026, 7, 1)) is not null).Should().OnlyContain(scheme => scheme.Status == SchemeStatus.InForce).And.HaveCount(4);

    [Fact]
    public void Nobody_is_asked_to_declare_what_recruitment_cost_him_before_he_has_the_permit() =>
        Catalog.All.SelectMany(scheme => scheme.Evidence).Should().NotContain(rule => rule.Type.Contains("recruitment-cost"));

    [Fact]
    public void A_labour_market_test_that_a_step_makes_is_no_evidence_for_completeness() =>
        Catalog.All.SelectMany(scheme => scheme.Evidence).Should().NotContain(rule => rule.RecordType == "labour-market-test");

    [Fact]
    public void A_visa_is_sought_after_the_decision_when_one_is_required()
    {
        foreach (var scheme in Catalog.All.Where(scheme => scheme.Jurisdiction == "EE"))
        {
            var visa = scheme.Steps.Should().ContainSingle(step => step.Code == "visa", scheme.Id).Which;
            visa.Authority.Should().Be("CON");
            scheme.FollowsDecision(visa).Should().BeTrue();
            scheme.Needs(visa, new CaseFacts { StayBasis = "visa-to-be-sought" }).Should().BeTrue();
            scheme.Needs(visa, new CaseFacts { StayBasis = "visa" }).Should().BeFalse();
        }
    }

    [Fact]
    public void Whoever_claims_a_category_that_frees_from_pay_quota_or_labour_market_test_proves_it_with_more_than_his_word()
    {
        var freed = Catalog.All.SelectMany(scheme => new[] { scheme.Quota?.Exempt, scheme.LabourMarketTest?.WaivedWhen }.Concat(scheme.Remuneration.Exceptions.Select(exception => exception.When))
            .SelectMany(when => when ?? []).SelectMany(condition => condition.Terms).Where(term => term.Name == "category").Select(term => (Scheme: scheme, Category: term.Value!))).Distinct().ToArray();

        freed.Should().HaveCount(15);
        foreach (var (scheme, category) in freed)
            scheme.Evidence.Should().Contain(rule => rule.Mandatory && !rule.IsDeclared && !rule.Sources.Contains("form") && rule.AppliesTo(new CaseFacts { Category = category }) && !rule.AppliesTo(new CaseFacts { Category = "standard" }), "{0} of {1}", category, scheme.Id);
    }

    [Fact]
    public void Competence_is_met_or_not_met_and_the_employment_service_says_so()
    {
        var competence = Catalog.Newest("bla-care-pathway")!.Step("competence");

        competence.Authority.Should().Be("EMP");
        competence.Outcomes.Should().Equal("met", "not-met");
    }

    [Fact]
    public void Labour_market_tests_are_positive_or_negative_and_partner_clearance_is_accepted_or_not()
    {
        Catalog.All.SelectMany(scheme => scheme.Steps).Where(step => step.Code == "labour-market-test").Should().OnlyContain(step => step.Outcomes.SequenceEqual(new[] { "positive", "negative" }));
        Catalog.Newest("bla-care-pathway")!.Step("partner-clearance").Outcomes.Should().Equal("accepted", "not-accepted");
    }

    [Fact]
    public void Nothing_goes_to_a_partner_state_without_an_agreement() =>
        Catalog.All.Where(scheme => scheme.Steps.Any(step => step.Authority == "PARTNER")).Should().OnlyContain(scheme => scheme.Partner!.AgreementId.Length > 0).And.HaveCount(2);

    [Fact]
    public void The_employer_acts_himself_and_is_no_authority()
    {
        var notice = Catalog.Newest("pl-seasonal-work-permit")!.Step("arrival-notice");

        (notice.Authority, notice.Actor, notice.OnTimeout, notice.Sla).Should().Be((null, Party.Employer, TimeoutEffect.Discontinue, new StepSla(120, PeriodUnit.CalendarDays, ClockStart.StepStart)));
    }

    [Fact]
    public void Where_places_are_counted_inadmissible_can_be_decided() =>
        Catalog.All.Where(scheme => scheme.Quota is not null).Select(scheme => (scheme.Quota!.Id, scheme.Quota.Size)).Should().BeEquivalentTo(
            new[] { ("bla-care", (int?)300), ("ee-immigration-quota", 1292), ("ee-shortage-cap", 1300), ("national", null) });

    [Fact]
    public void Seasonal_work_forbids_that_rent_is_deducted() => Catalog.Newest("ee-seasonal")!.Obligations.Should().Contain(duty => duty.Code == "no-rent-deduction");

    [Theory]
    [InlineData("ee-short-term-employment", 10, PeriodUnit.WorkingDays)]
    [InlineData("ee-seasonal", 10, PeriodUnit.WorkingDays)]
    [InlineData("ee-residence-permit-employment", 60, PeriodUnit.CalendarDays)]
    [InlineData("ee-residence-permit-shortage-sector", 60, PeriodUnit.CalendarDays)]
    [InlineData("ee-eu-blue-card", 90, PeriodUnit.CalendarDays)]
    [InlineData("eu-intra-corporate-transfer", 90, PeriodUnit.CalendarDays)]
    [InlineData("eu-single-permit", 90, PeriodUnit.CalendarDays)]
    [InlineData("pl-seasonal-work-permit", 7, PeriodUnit.WorkingDays)]
    [InlineData("ca-seasonal-agricultural-worker", 60, PeriodUnit.CalendarDays)]
    [InlineData("bla-care-pathway", 60, PeriodUnit.CalendarDays)]
    public void The_decision_periods_are_those_of_the_summary_table(string id, int amount, PeriodUnit unit) => Catalog.Newest(id)!.Decision.Period.Should().Be(new Period(amount, unit));

    [Fact]
    public void Every_step_sees_the_application_by_a_row_of_the_matrix_and_never_for_return_enforcement() =>
        Catalog.All.SelectMany(scheme => scheme.Steps).Where(step => step.Authority is not null)
            .Should().OnlyContain(step => AccessMatrix.Default.Allowing("application", step.Authority!, step.Purpose!) != null && step.Purpose != "P11");

    [Fact]
    public void Short_term_employment_is_law_and_counts_365_days_in_455()
    {
        ShortTerm.Status.Should().Be(SchemeStatus.InForce);
        ShortTerm.Stay.Should().Be(new StayRule(365, StayUnit.CalendarDays, 455));
        ShortTerm.Decision.Appeal.Period.Should().Be(new Period(30, PeriodUnit.CalendarDays));
        ShortTerm.Decision.SuspendWhileInformationMissing.Should().BeTrue();
    }

    [Fact]
    public void A_Blue_Card_lasts_three_months_longer_than_a_shorter_contract()
    {
        var law = Catalog.Newest("ee-eu-blue-card")!.Stay;

        (law.Max, law.Unit, law.ShorterContract).Should().Be((27, StayUnit.Months, new ShorterContract(3, "Directive (EU) 2021/1883, art. 9(2)", true)));
        Catalog.All.Count(scheme => scheme.Stay.ShorterContract is not null).Should().Be(1);
    }

    [Fact]
    public void The_pay_is_the_published_average_and_half_as_much_again_for_a_top_specialist()
    {
        var pay = ShortTerm.Remuneration;

        pay.AmountFor(new()).Should().Be(new Money(2092m, "EUR"));
        pay.AmountFor(new() { Category = "top-specialist" }).Should().Be(new Money(3138m, "EUR"));
        pay.AmountFor(new() { Category = "teacher" }).Should().BeNull();
        Catalog.Newest("ee-eu-blue-card")!.Remuneration.AmountFor(new() { Category = "recent-graduate" }).Should().Be(new Money(2594.08m, "EUR"));
    }
}
