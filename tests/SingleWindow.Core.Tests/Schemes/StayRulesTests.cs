using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Schemes;

public sealed class StayRulesTests
{
    private static readonly StayRule NineMonthsAYear = new(9, StayUnit.MonthsPerCalendarYear), EightMonths = new(8, StayUnit.Months, Season: new("01-01", "12-15"));

    [Theory]
    [InlineData("2026-01-31", "2026-09-30", null)]
    [InlineData("2026-01-31", "2026-10-01", "longest-stay")]
    [InlineData("2026-05-01", "2026-12-15", null)]
    [InlineData("2026-05-01", "2026-12-16", "season")]
    [InlineData("2026-12-01", "2027-01-10", "season")]
    public void Eight_months_lie_between_New_Year_and_the_middle_of_December(string from, string to, string? wrong) =>
        StayRules.TooLong(Stay(from, to), EightMonths, new())?.Code.Should().Be(wrong);

    [Theory]
    [InlineData(365, "2026-04-01", "2027-03-31", true)]
    [InlineData(365, "2026-04-01", "2027-04-01", false)]
    [InlineData(366, "2027-03-01", "2028-02-29", true)]
    public void Days_count_first_and_last(int max, string from, string to, bool fits) =>
        (StayRules.TooLong(Stay(from, to), new(max, StayUnit.CalendarDays), new()) is null).Should().Be(fits);

    [Theory]
    [InlineData("2024-02-29", "2029-02-28", true)]
    [InlineData("2024-02-29", "2029-03-01", false)]
    [InlineData("2026-03-01", "2031-02-28", true)]
    public void Five_years_end_on_the_day_before_and_a_leap_day_has_none(string from, string to, bool fits) =>
        (StayRules.TooLong(Stay(from, to), new(5, StayUnit.Years), new()) is null).Should().Be(fits);

    [Fact]
    public void A_renewal_and_a_trainee_have_a_longest_stay_of_their_own()
    {
        new StayRule(5, StayUnit.Years, RenewalMax: 10).MaxFor(new() { Renewal = true }).Should().Be(10);
        new StayRule(36, StayUnit.Months, Shorter: [new([Condition.Parse("category:trainee")], 12)]).MaxFor(new() { Category = "trainee" }).Should().Be(12);
        new StayRule(36, StayUnit.Months, Shorter: [new([Condition.Parse("category:trainee")], 12)]).MaxFor(new() { Category = "manager" }).Should().Be(36);
    }

    [Theory]
    [InlineData("2026-01-01", "2026-09-30", null)]
    [InlineData("2026-01-01", "2026-10-01", "stay-window")]
    [InlineData("2026-06-01", "2027-05-31", null)]
    public void Nine_months_count_within_each_calendar_year(string from, string to, string? wrong) => StayRules.TooMuch(Stay(from, to), [], NineMonthsAYear)?.Code.Should().Be(wrong);

    [Fact]
    public void Earlier_stays_of_the_year_use_it_up_and_days_that_overlap_count_once()
    {
        Stay[] held = [Stay("2026-01-01", "2026-06-30")];

        StayRules.TooMuch(Stay("2026-10-01", "2026-12-31"), held, NineMonthsAYear).Should().BeNull("181 and 92 days are 273, and nine months from New Year are 273");
        StayRules.TooMuch(Stay("2026-09-30", "2026-12-31"), held, NineMonthsAYear)!.Code.Should().Be("stay-window");
        StayRules.TooMuch(Stay("2026-06-30", "2026-09-30"), held, NineMonthsAYear).Should().BeNull();
        StayRules.TooMuch(Stay("2027-01-01", "2027-09-30"), held, NineMonthsAYear).Should().BeNull("a new year begins anew");
    }

    [Fact]
    public void A_transferee_stays_away_for_six_months_before_the_next_transfer()
    {
        var rule = new StayRule(36, StayUnit.Months, CoolingOff: new(6, PeriodUnit.Months));
        Stay[] held = [Stay("2023-01-01", "2026-03-31")];

        StayRules.TooMuch(Stay("2026-09-30", "2027-01-01"), held, rule)!.Code.Should().Be("cooling-off");
        StayRules.TooMuch(Stay("2026-10-01", "2027-01-01"), held, rule).Should().BeNull();
        StayRules.TooMuch(Stay("2026-03-31", "2029-01-01"), held, rule)!.Code.Should().Be("cooling-off", "another host entity cannot begin on the last day either");
    }

    [Fact]
    public void A_renewal_follows_at_once_and_who_has_no_stay_yet_waits_for_nothing()
    {
        var rule = new StayRule(36, StayUnit.Months, CoolingOff: new(6, PeriodUnit.Months));

        StayRules.TooMuch(Stay("2026-04-01", "2027-01-01"), [Stay("2023-01-01", "2026-03-31")], rule, new() { Renewal = true }).Should().BeNull();
        StayRules.TooMuch(Stay("2026-04-01", "2027-01-01"), null, rule).Should().BeNull();
        StayRules.TooMuch(Stay("2026-01-01", "2026-12-31"), null, new(365, StayUnit.CalendarDays, 455)).Should().BeNull();
        StayRules.TooMuch(Stay("2026-01-01", "2026-10-01"), null, NineMonthsAYear)!.Code.Should().Be("stay-window");
        StayRules.TooMuch(Stay("2026-01-01", "2099-12-31"), null, new(null, StayUnit.Years)).Should().BeNull("a directive leaves it to national law");
    }

    [Theory]
    [InlineData("6 months", "2026-04-01", "2026-09-30", null)]
    [InlineData("6 months", "2026-04-01", "2026-09-29", "shortest-stay")]
    [InlineData("1 years", "2026-04-01", "2027-03-31", null)]
    [InlineData("1 years", "2026-04-01", "2027-03-30", "shortest-stay")]
    [InlineData("91 calendarDays", "2026-04-01", "2026-06-30", null)]
    [InlineData("91 calendarDays", "2026-04-01", "2026-06-29", "shortest-stay")]
    public void A_contract_may_have_a_shortest_time(string least, string from, string to, string? wrong)
    {
        var words = least.Split(' ');
        var minimum = new Period(int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), Enum.Parse<PeriodUnit>(words[1], ignoreCase: true));

        StayRules.TooLong(Stay(from, to), new(null, StayUnit.Months, Minimum: minimum), new())?.Code.Should().Be(wrong);
    }

    [Theory]
    [InlineData("2026-03-01", "2027-02-28", null, "2027-05-31")]
    [InlineData("2026-04-01", "2028-03-31", null, "2028-06-30")]
    [InlineData("2026-04-01", "2028-05-31", null, "2028-06-30")]
    [InlineData("2026-04-01", "2028-06-30", null, "2028-06-30")]
    [InlineData("2026-03-01", "2027-02-28", "2027-04-15", "2027-04-15")]
    [InlineData("2026-03-01", "2027-02-28", "2027-01-15", "2027-02-28")]
    public void After_a_shorter_contract_the_permit_lasts_on_within_the_longest_stay_and_the_travel_document(string from, string to, string? travelDocument, string last)
    {
        var document = travelDocument is null ? (DateOnly?)null : Stay(travelDocument, travelDocument).To;
        StayRules.Permitted(Stay(from, to), new(27, StayUnit.Months, ShorterContract: new(3, "Art. 9", true)), new(), document).Should().Be(Stay(from, last));
        StayRules.Permitted(Stay(from, to), new(27, StayUnit.Months), new(), document).Should().Be(Stay(from, to));
    }

    [Theory]
    [InlineData(StayUnit.CalendarDays, "At most 8 days.")]
    [InlineData(StayUnit.Months, "At most 8 months.")]
    [InlineData(StayUnit.Years, "At most 8 years.")]
    public void The_longest_stay_is_told_in_the_unit_of_the_law(StayUnit unit, string told) =>
        StayRules.TooLong(Stay("2026-01-01", "2035-01-01"), new(8, unit), new())!.Detail.Should().Be(told);

    [Fact]
    public void A_season_that_ends_on_the_leap_day_ends_on_the_last_day_of_February()
    {
        var rule = new StayRule(8, StayUnit.Months, Season: new("01-01", "02-29"));

        StayRules.TooLong(Stay("2026-01-01", "2026-02-28"), rule, new()).Should().BeNull();
        StayRules.TooLong(Stay("2028-01-01", "2028-02-29"), rule, new()).Should().BeNull();
        StayRules.TooLong(Stay("2026-01-01", "2026-03-01"), rule, new())!.Code.Should().Be("season");
    }

    [Fact]
    public void Whatever_fits_still_fits_when_it_is_shorter() =>
        Gen.Select(Gen.Int[0, 900], Gen.Int[1, 700], Gen.Int[0, 600], Gen.Int[1, 400], Gen.Int[0, 2].Select(which => new[] { NineMonthsAYear, new(365, StayUnit.CalendarDays, 455), new(270, StayUnit.CalendarDays, 365) }[which])).Sample((start, days, heldStart, heldDays, rule) =>
        {
            var origin = new DateOnly(2025, 1, 1);
            Stay[] held = [new(origin.AddDays(heldStart), origin.AddDays(heldStart + heldDays - 1))];
            var planned = new Stay(origin.AddDays(start), origin.AddDays(start + days - 1));
            var shorter = planned with { To = planned.From.AddDays((days - 1) / 2) };
            return StayRules.TooMuch(planned, held, rule) is not null || StayRules.TooMuch(shorter, held, rule) is null;
        });

    private static Stay Stay(string from, string to) => new(DateOnly.ParseExact(from, "yyyy-MM-dd"), DateOnly.ParseExact(to, "yyyy-MM-dd"));
}
