using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>What a submission needs beyond a draft.</summary>
public sealed class SubmissionRulesTests
{
    private static readonly Scheme ShortTerm = SchemeCatalog.Default.Newest(SchemeId)!;
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void A_full_form_may_be_filed() => Check(Form).Should().BeEmpty();

    [Fact]
    public void An_empty_form_is_told_everything_that_it_needs() =>
        Check(new()).Should().BeEquivalentTo(
            "/worker/familyName", "/worker/birthDate", "/worker/citizenships", "/worker/travelDocument/type", "/worker/travelDocument/number",
            "/worker/travelDocument/issuer", "/worker/travelDocument/expires", "/employment/jobTitle", "/employment/isco", "/employment/wageMonthly", "/employment/weeklyHours",
            "/employment/workplaceAddress", "/employment/plannedStart", "/employment/plannedEnd", "/legalStay/basis", "/legalStay/until", "/evidence", "/evidence");

    [Fact]
    public void Whoever_has_one_name_and_no_citizenship_may_be_hired() =>
        Check(Form with { Worker = Olena with { GivenNames = null, Citizenships = ["XXA"] } }).Should().BeEmpty();

    [Fact]
    public void The_work_may_be_registered_before_the_visa_is_sought()
    {
        Check(Form with { LegalStay = new("visa-to-be-sought") }).Should().BeEmpty();
        Check(Form with { LegalStay = new("visa") }).Should().Equal("/legalStay/until");
    }

    [Fact]
    public void Half_a_form_is_told_the_other_half() =>
        Check(Form with { Worker = Olena with { Citizenships = [], TravelDocument = new() }, Employment = new(), LegalStay = new() })
            .Should().HaveCount(14).And.Contain("/worker/citizenships");

    [Fact]
    public void What_other_schemes_ask_is_asked_where_they_ask_it()
    {
        var other = ShortTerm with { Audience = [Condition.Parse("resident-outside-union & foreign-qualification & nace:A")] };
        string[] asked = ["/worker/residence", "/worker/qualificationCountry", "/employment/nace"];

        SubmissionRules.Check(Form with { Worker = Olena with { TravelDocument = null }, Employment = Post with { Nace = null } }, other, Today).All.Select(error => error.Pointer)
            .Should().BeEquivalentTo([.. asked, "/worker/travelDocument/type", "/worker/travelDocument/number", "/worker/travelDocument/issuer", "/worker/travelDocument/expires"]);
        SubmissionRules.Check(new(), other, Today).All.Select(error => error.Pointer).Should().Contain(asked);
    }

    [Fact]
    public void What_the_scheme_wants_declared_is_declared_in_words()
    {
        Check(Form with { Evidence = [Form.Evidence![0]] }).Should().Equal("/evidence");
        Check(Form with { Evidence = [Form.Evidence[0], new("qualification-or-experience")] }).Should().Equal("/evidence");
        Check(Form with { Evidence = null }).Should().Equal("/evidence", "/evidence");
    }

    [Theory]
    [InlineData("EST")]
    [InlineData("FRA")]
    [InlineData("NOR")]
    [InlineData("CHE")]
    public void Who_moves_freely_needs_no_permit(string citizenship)
    {
        Check(Form with { Worker = Olena with { Citizenships = ["UKR", citizenship] } }).Should().Equal("/worker/citizenships");
        SubmissionRules.Check(Form with { Worker = Olena with { Citizenships = [citizenship] } }, ShortTerm with { Audience = [Condition.Parse("!third-country-national"), Condition.Parse("third-country-national")] }, Today).IsEmpty
            .Should().BeTrue();
    }

    [Theory]
    [InlineData("2026-03-01", "2026-12-31", "/employment/plannedStart")]
    [InlineData("2026-03-02", "2026-12-31", null)]
    [InlineData("2027-03-02", "2027-12-31", null)]
    [InlineData("2027-03-03", "2027-12-31", "/employment/plannedStart")]
    [InlineData("2026-04-01", "2027-03-31", null)]
    [InlineData("2026-04-01", "2027-04-01", "/employment/plannedEnd")]
    public void Work_starts_within_a_year_from_today_and_lasts_at_most_365_days(string start, string end, string? wrong) =>
        Check(Form with { Employment = Post with { PlannedStart = DateOnly.ParseExact(start, "yyyy-MM-dd"), PlannedEnd = DateOnly.ParseExact(end, "yyyy-MM-dd") } })
            .Should().Equal(wrong is null ? [] : [wrong]);

    [Theory]
    [InlineData("standard", "2092.00", 40, true)]
    [InlineData("standard", "2091.99", 40, false)]
    [InlineData(null, "2091.99", 40, false)]
    [InlineData("standard", "2092.00", 48, true)]
    [InlineData("standard", "1046.00", 20, true)]
    [InlineData("standard", "1045.99", 20, false)]
    [InlineData("standard", "1569.00", 30, true)]
    [InlineData("top-specialist", "3138.00", 40, true)]
    [InlineData("top-specialist", "3137.99", 40, false)]
    [InlineData("teacher", "0.01", 40, true)]
    [InlineData("au-pair", "1.00", 40, true)]
    public void The_pay_is_at_least_the_threshold_for_the_category_and_the_hours(string? category, string wage, int hours, bool enough) =>
        Check(Form with { Employment = Post with { Category = category, WageMonthly = new(decimal.Parse(wage), "EUR"), WeeklyHours = hours } })
            .Should().Equal(enough ? [] : ["/employment/wageMonthly/amount"]);

    [Theory]
    [InlineData("37.5", "1961.25")]
    [InlineData("33.3", "1741.59")]
    [InlineData("0.1", "5.23")]
    [InlineData("48", "2092.00")]
    public void Shorter_hours_need_the_proportional_part_rounded_half_up_and_longer_ones_no_more(string hours, string required) =>
        Required(Post with { WeeklyHours = decimal.Parse(hours) }, ShortTerm)!.Amount.Should().Be(decimal.Parse(required));

    [Fact]
    public void A_scheme_without_a_threshold_asks_for_none() =>
        Required(Post, ShortTerm with { Remuneration = ShortTerm.Remuneration with { Amount = null } }).Should().BeNull();

    [Fact]
    public void What_is_malformed_is_told_before_the_rules_are_tried() =>
        Check(Form with { Employment = Post with { Isco = "0", WageMonthly = new(1m, "EUR") } }).Should().Equal("/employment/isco");

    private static Money? Required(EmploymentForm post, Scheme scheme)
    {
        var form = Form with { Employment = post };
        return SubmissionRules.RequiredPay(form, scheme, form.Facts(scheme));
    }

    private static string[] Check(ApplicationForm form) => [.. SubmissionRules.Check(form, ShortTerm, Today).All.Select(error => error.Pointer)];
}
