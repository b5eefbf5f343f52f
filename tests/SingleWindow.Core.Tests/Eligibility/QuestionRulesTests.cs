using SingleWindow.Core.Eligibility;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Eligibility;

/// <summary>What is no question under any scheme.</summary>
public sealed class QuestionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void Nothing_at_all_can_be_asked()
    {
        Check(new()).Should().BeEmpty();
        Check(new(new(), new(), new(), [])).Should().BeEmpty();
    }

    [Fact]
    public void What_no_form_may_say_is_refused() =>
        Check(new(new(["Ukraine"], "Kyiv", "Kyiv"), new("king", "72120", new(-1m, "eur"), 0m, new(1999, 1, 1), new(1998, 1, 1), "1", "A"), new("friends"))).Should().BeEquivalentTo(
            "/worker/citizenships/0 country", "/worker/residence country", "/worker/qualificationCountry country", "/employment/category one-of", "/employment/isco isco", "/employment/nace nace",
            "/employment/wageMonthly/amount amount", "/employment/wageMonthly/currency currency", "/employment/weeklyHours range", "/employment/plannedStart date-range", "/employment/plannedEnd date-range",
            "/employment/plannedEnd order", "/employment/userUndertaking check-digit", "/legalStay/basis one-of");

    [Fact]
    public void What_one_scheme_alone_does_not_take_is_for_that_scheme_to_say()
    {
        Check(new(Employment: new("manager", WageMonthly: new(5000m, "PLN")))).Should().BeEmpty();
        Check(new(Employment: new("standard"))).Should().BeEmpty();
    }

    [Fact]
    public void A_stay_has_a_first_day_a_last_day_and_a_scheme_that_is_known()
    {
        Check(new(EarlierStays: [new(new(2026, 1, 1), new(2026, 1, 1)), new(new(2026, 1, 1), new(2026, 3, 1), "ee-seasonal")])).Should().BeEmpty();
        Check(new(EarlierStays: [null!, new(), new(new(1999, 1, 1), new(2101, 1, 1)), new(new(2026, 2, 1), new(2026, 1, 31), "unheard-of")])).Should().BeEquivalentTo(
            "/earlierStays/0/from date-range", "/earlierStays/0/to date-range", "/earlierStays/1/from date-range", "/earlierStays/1/to date-range", "/earlierStays/2/from date-range",
            "/earlierStays/2/to date-range", "/earlierStays/3/to order", "/earlierStays/3/scheme unknown");
        Check(new(EarlierStays: [.. Enumerable.Repeat(new EarlierStay(), 51)])).Should().Contain("/earlierStays too-many").And.HaveCount(101);
    }

    private static string[] Check(EligibilityQuestion question) =>
        [.. EligibilityRules.Judge(question, SchemeCatalog.Default, new([], new Dictionary<string, int>()), Now).Problem?.Errors.Select(error => $"{error.Pointer} {error.Code}") ?? []];
}
