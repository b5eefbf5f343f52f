using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>The post to which a permit holder changes is judged as one for which he would be admitted.</summary>
public sealed class EmployerChangeRulesTests
{
    private static readonly DateOnly Today = new(2026, 5, 4);
    private static readonly Scheme Card = SchemeCatalog.Default.Newest("ee-eu-blue-card")!;
    private static readonly ApplicationForm Hired = Form with { Employment = Post with { WageMonthly = new(3200m, "EUR"), UserUndertaking = null }, LegalStay = null };

    [Fact]
    public void What_the_law_asks_of_a_post_is_enough() => EmployerChangeRules.Check(Hired, Card, Today, null).All.Should().BeEmpty();

    [Fact]
    public void Everything_that_is_missing_is_told_at_once() =>
        Pointers(Hired with { Employment = null }).Should().Equal(
            "/employment/jobTitle", "/employment/isco", "/employment/wageMonthly", "/employment/weeklyHours", "/employment/workplaceAddress", "/employment/plannedStart");

    [Fact]
    public void A_sector_is_asked_for_where_the_scheme_is_for_some_only()
    {
        var season = SchemeCatalog.Default.Newest("ee-seasonal")!;

        Pointers(Hired with { Employment = Hired.Employment! with { Nace = null } }, season).Should().Equal("/employment/nace");
        Pointers(Hired, season).Should().Equal("/employment/nace");
        Pointers(Hired with { Employment = Hired.Employment! with { Nace = "01.13" } }, season).Should().BeEmpty();
    }

    [Fact]
    public void Pay_is_judged_to_the_cent_and_what_is_malformed_too()
    {
        Pointers(Hired with { Employment = Hired.Employment! with { WageMonthly = new(3137.99m, "EUR") } }).Should().Equal("/employment/wageMonthly/amount");
        Pointers(Hired with { Employment = Hired.Employment! with { WageMonthly = new(3138m, "EUR") } }).Should().BeEmpty();
        Pointers(Hired with { Employment = Hired.Employment! with { Isco = "0000" } }).Should().Equal("/employment/isco");
    }

    [Fact]
    public void What_a_category_eases_was_proven_when_the_permit_was_granted_or_is_not_eased()
    {
        var residence = SchemeCatalog.Default.Newest("ee-residence-permit-employment")!;
        var cheap = Hired with { Employment = Hired.Employment! with { Category = "family", WageMonthly = new(1m, "EUR") } };

        EmployerChangeRules.Check(cheap, residence, Today, null).All.Select(error => error.Pointer).Should().Equal("/employment/category");
        EmployerChangeRules.Check(cheap, residence, Today, "standard").All.Select(error => error.Pointer).Should().Equal("/employment/category");
        EmployerChangeRules.Check(cheap, residence, Today, "family").All.Should().BeEmpty();
        var hosted = cheap with { Employment = cheap.Employment! with { Category = "researcher" } };
        EmployerChangeRules.Check(hosted, residence, Today, "researcher").All.Select(error => error.Pointer).Should().Equal(["/employment/category"], "another employer's hosting agreement is not this one's");
        EmployerChangeRules.Check(cheap with { Employment = cheap.Employment! with { Category = "standard" } }, residence, Today, "family").All.Select(error => error.Pointer).Should().Equal("/employment/wageMonthly/amount");
    }

    [Fact]
    public void Who_the_worker_is_the_permit_has_settled() =>
        EmployerChangeRules.Check(Hired with { Worker = Olena with { Citizenships = ["EST"] } }, Card, Today, null).All.Should().BeEmpty();

    [Fact]
    public void The_permit_will_say_the_post_and_the_pay_that_the_law_requires() =>
        EmployerChangeRules.Terms(Hired with { Employment = Hired.Employment! with { WeeklyHours = 20 } }, Card).Should().Be(
            (new PermitPost("Welder", new(3200m, "EUR"), 20m, "Made-up street 1, Tallinn", Post.Category), new PermitTerms("7212", new(1569m, "EUR"))));

    private static IEnumerable<string> Pointers(ApplicationForm form, Scheme? scheme = null) => EmployerChangeRules.Check(form, scheme ?? Card, Today, null).All.Select(error => error.Pointer);
}
