using SingleWindow.Core.Schemes;
using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

/// <summary>For whom and for what each of the ten schemes is: audience, occupation, sector, place of application.</summary>
public sealed class AdmissionRulesTests
{
    private const string Care = "bla-care-pathway", Canada = "ca-seasonal-agricultural-worker", Seasonal = "ee-seasonal", Shortage = "ee-residence-permit-shortage-sector";
    private const string Transfer = "eu-intra-corporate-transfer", Poland = "pl-seasonal-work-permit", Single = "eu-single-permit";

    private static readonly DateOnly Today = new(2026, 3, 2);

    public static TheoryData<string> Ids => [.. SchemeCatalog.Default.All.Select(scheme => scheme.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void Who_moves_freely_needs_none_of_them(string id) =>
        Check(id, Filed(id, citizenship: "FRA")).Should().Contain(error => error.StartsWith("/worker/citizenships audience", StringComparison.Ordinal));

    [Theory]
    [InlineData(Care, "PHL", "5321")]
    [InlineData(Canada, "JAM", "9211")]
    [InlineData(Seasonal, "UKR", "9211")]
    [InlineData(Shortage, "UKR", "7212")]
    [InlineData(Poland, "UKR", "9211")]
    [InlineData(Single, "UKR", "7212")]
    public void Whom_a_scheme_is_for_may_file(string id, string citizenship, string isco) => Check(id, Filed(id, citizenship, isco)).Should().BeEmpty();

    [Fact]
    public void An_agreement_is_for_citizens_of_the_partner_and_for_the_posts_that_it_names()
    {
        Check(Care, Filed(Care, "UKR", "5321")).Should().Equal("/worker/citizenships audience");
        Check(Care, Filed(Care, "PHL", "7212")).Should().Equal("/employment/isco occupation");
        Check(Canada, Filed(Canada, "UKR", "9211")).Should().Equal("/worker/citizenships audience");
    }

    [Fact]
    public void Seasonal_work_is_for_who_lives_outside_the_Union_and_in_the_sectors_of_the_season()
    {
        Check(Seasonal, Filed(Seasonal, "UKR", "9211") with { Worker = Olena with { Residence = "LVA" } }).Should().Equal("/worker/residence audience");
        Check(Seasonal, With(Filed(Seasonal), post => post with { Nace = "25.53" })).Should().Equal("/employment/nace sector");
        Check(Seasonal, With(Filed(Seasonal), post => post with { Nace = null })).Should().Equal("/employment/nace");
        Check(Poland, With(Filed(Poland), post => post with { Nace = "49.41" })).Should().Equal("/employment/nace sector");
    }

    [Fact]
    public void A_transfer_is_for_managers_specialists_and_trainees_and_trainees_stay_a_year()
    {
        Check(Transfer, With(Filed(Transfer), post => post with { Category = "standard" })).Should().Equal("/employment/category audience");
        Check(Transfer, With(Filed(Transfer), post => post with { Category = "manager", PlannedEnd = new(2029, 6, 30) })).Should().BeEmpty();
        Check(Transfer, With(Filed(Transfer), post => post with { Category = "trainee", PlannedEnd = new(2027, 7, 1) })).Should().Equal("/employment/plannedEnd longest-stay");
    }

    [Theory]
    [InlineData(Seasonal, "visa-to-be-sought", true)]
    [InlineData(Seasonal, "residence-permit", false)]
    [InlineData(Single, "residence-permit", true)]
    [InlineData(Transfer, "residence-permit", false)]
    [InlineData("ee-short-term-employment", "residence-permit", true)]
    [InlineData("ee-short-term-employment", "visa-free", true)]
    public void A_scheme_says_where_the_worker_is_when_it_is_filed(string id, string basis, bool may) =>
        Check(id, Filed(id) with { LegalStay = new(basis, null, new(2027, 12, 31)) }).Should().Equal(may ? [] : ["/legalStay/basis apply-from"]);

    [Theory]
    [InlineData("foreign-qualification", "/worker/qualificationCountry")]
    [InlineData("isco:2", "/employment/isco")]
    [InlineData("nace:C", "/employment/nace")]
    [InlineData("agency-work", "/employment/userUndertaking")]
    [InlineData("visa-required", "/legalStay/basis")]
    [InlineData("resident-outside-union", "/worker/residence")]
    [InlineData("!third-country-national", "/worker/citizenships")]
    [InlineData("category:student", "/employment/category")]
    public void Of_a_condition_that_does_not_hold_the_member_is_named_that_it_asks_for(string condition, string pointer)
    {
        var scheme = SchemeCatalog.Default.Newest(SchemeId)! with { Audience = [Condition.Parse(condition)] };
        var form = Form with
        {
            Worker = Olena with { Residence = "LVA", QualificationCountry = "EST" },
            Employment = Post with { Nace = "01.24", UserUndertaking = null },
        };

        SubmissionRules.Check(form, scheme, Today).All.Select(error => $"{error.Pointer} {error.Code}").Should().Equal($"{pointer} audience");
    }

    [Fact]
    public void Of_several_conditions_the_nearest_is_told()
    {
        var scheme = SchemeCatalog.Default.Newest(SchemeId)! with { Audience = [Condition.Parse("citizenship:GEO & isco:2 & category:student"), Condition.Parse("citizenship:UKR & isco:2")] };

        SubmissionRules.Check(Form, scheme, Today).All.Should().ContainSingle().Which.Pointer.Should().Be("/employment/isco");
    }

    private static ApplicationForm Filed(string id, string citizenship = "UKR", string? isco = null)
    {
        var scheme = SchemeCatalog.Default.Newest(id)!;
        return Form with
        {
            Worker = Olena with { Citizenships = [citizenship], Residence = "UKR", QualificationCountry = "UKR" },
            Employment = Post with
            {
                Category = id == Transfer ? "specialist" : "standard",
                Isco = isco ?? scheme.Occupations.FirstOrDefault("9211"),
                Nace = scheme.Sectors.Contains("C") ? "25.53" : "01.24",
                WageMonthly = new(6000m, scheme.Remuneration.Amount?.Currency ?? "EUR"),
                PlannedStart = new(2026, 7, 1),
                PlannedEnd = new(2026, 9, 30),
                UserUndertaking = null,
            },
            LegalStay = new(ApplicationFormRules.VisaToBeSought),
            Evidence = [.. scheme.Evidence.Where(rule => rule is { Mandatory: true, IsDeclared: true }).Select(rule => new EvidenceStatement(rule.Type, "So it is."))],
        };
    }

    private static ApplicationForm With(ApplicationForm form, Func<EmploymentForm, EmploymentForm> change) => form with { Employment = change(form.Employment!) };

    private static IEnumerable<string> Check(string id, ApplicationForm form) =>
        SubmissionRules.Check(form, SchemeCatalog.Default.Newest(id)!, Today).All.Select(error => error.Code == "required" ? error.Pointer : $"{error.Pointer} {error.Code}");
}
