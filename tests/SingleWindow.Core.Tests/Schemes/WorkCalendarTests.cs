using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Schemes;

public sealed class WorkCalendarTests
{
    private static readonly WorkCalendar Estonia = Calendar("EE");

    [Theory]
    [InlineData(2025, "04-18", "04-20", "06-08")]
    [InlineData(2026, "04-03", "04-05", "05-24")]
    [InlineData(2027, "03-26", "03-28", "05-16")]
    [InlineData(2028, "04-14", "04-16", "06-04")]
    [InlineData(2029, "03-30", "04-01", "05-20")]
    [InlineData(2030, "04-19", "04-21", "06-09")]
    public void Estonia_rests_on_twelve_days_a_year(int year, string goodFriday, string easter, string whitSunday)
    {
        string[] fixedDays = ["01-01", "02-24", "05-01", "06-23", "06-24", "08-20", "12-24", "12-25", "12-26"];
        var expected = fixedDays.Append(goodFriday).Append(easter).Append(whitSunday).Select(day => DateOnly.ParseExact($"{year}-{day}", "yyyy-MM-dd")).ToHashSet();

        var idle = Days(year).Where(day => !Estonia.IsWorkingDay(day)).ToHashSet();

        idle.Should().BeEquivalentTo(Days(year).Where(day => IsWeekend(day) || expected.Contains(day)));
    }

    [Fact]
    public void The_public_holidays_of_2026_are_those_of_the_research()
    {
        var holidays = Vectors.Of("publicHolidays2026").Select(day => DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd")).ToArray();

        holidays.Should().HaveCount(12).And.OnlyContain(day => !Estonia.IsWorkingDay(day));
        Days(2026).Where(day => !IsWeekend(day) && !Estonia.IsWorkingDay(day)).Should().BeSubsetOf(holidays);
    }

    [Theory]
    [InlineData("PL", "2026-01-01 2026-01-06 2026-04-06 2026-05-01 2026-06-04 2026-11-11 2026-12-24 2026-12-25")]
    [InlineData("PL", "2027-01-01 2027-01-06 2027-03-29 2027-05-03 2027-05-27 2027-11-01 2027-11-11 2027-12-24")]
    [InlineData("CA", "2026-01-01 2026-04-03 2026-04-06 2026-05-18 2026-07-01 2026-09-07 2026-09-30 2026-10-12 2026-11-11 2026-12-25")]
    [InlineData("CA", "2029-01-01 2029-03-30 2029-04-02 2029-05-21 2029-07-02 2029-09-03 2029-10-08 2029-12-25")]
    [InlineData("EU", "2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-12-25")]
    public void Another_jurisdiction_rests_on_its_own_days(string calendar, string idle)
    {
        var expected = idle.Split(' ').Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd")).ToArray();
        var known = Calendar(calendar);

        Days(expected[0].Year).Where(day => !IsWeekend(day) && !known.IsWorkingDay(day)).Should().BeSubsetOf(expected);
        expected.Should().OnlyContain(day => !known.IsWorkingDay(day));
    }

    [Fact]
    public void Easter_Monday_is_a_working_day() => Estonia.IsWorkingDay(new(2026, 4, 6)).Should().BeTrue();

    [Theory]
    [InlineData("1961-04-02")]
    [InlineData("1981-04-19")]
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")]
    [InlineData("2011-04-24")]
    [InlineData("2024-03-31")]
    [InlineData("2038-04-25")]
    [InlineData("2049-04-18")]
    [InlineData("2076-04-19")]
    public void Easter_falls_on_the_known_Sundays(string sunday)
    {
        var expected = DateOnly.ParseExact(sunday, "yyyy-MM-dd");

        Holidays.Easter(expected.Year).Should().Be(expected);
    }

    [Fact]
    public void Easter_is_always_a_Sunday_between_22_March_and_25_April() =>
        Gen.Int[1900, 2199].Sample(year =>
        {
            var easter = Holidays.Easter(year);
            return easter.DayOfWeek == DayOfWeek.Sunday && easter >= new DateOnly(year, 3, 22) && easter <= new DateOnly(year, 4, 25);
        });

    [Theory]
    [InlineData(2024)]
    [InlineData(2031)]
    public void A_year_whose_holidays_are_not_known_is_refused(int year)
    {
        WorkCalendar.Covers(new(year, 6, 1)).Should().BeFalse();
        FluentActions.Invoking(() => Estonia.IsWorkingDay(new(year, 6, 1))).Should().Throw<CalendarYearException>().WithMessage($"*EE*{year}*");
        FluentActions.Invoking(() => Estonia.RollForward(new(2030, 12, 31))).Should().NotThrow();
    }

    [Fact]
    public void Rolling_forward_never_guesses_the_first_days_of_an_unknown_year() =>
        FluentActions.Invoking(() => StatutoryClock.Due(Estonia, new(1, PeriodUnit.WorkingDays), new(2030, 12, 31))).Should().Throw<CalendarYearException>();

    [Fact]
    public void The_first_and_the_last_known_day_are_known()
    {
        WorkCalendar.Covers(new(2025, 1, 1)).Should().BeTrue();
        WorkCalendar.Covers(new(2030, 12, 31)).Should().BeTrue();
        WorkCalendar.Covers(new(2024, 12, 31)).Should().BeFalse();
        WorkCalendar.Covers(new(2031, 1, 1)).Should().BeFalse();
    }

    [Theory]
    [InlineData("2026-06-23", "2026-06-25")]
    [InlineData("2026-12-24", "2026-12-28")]
    [InlineData("2026-04-03", "2026-04-06")]
    [InlineData("2026-03-02", "2026-03-02")]
    public void A_day_rolls_to_the_next_working_day_or_stays(string from, string to) =>
        Estonia.RollForward(DateOnly.ParseExact(from, "yyyy-MM-dd")).Should().Be(DateOnly.ParseExact(to, "yyyy-MM-dd"));

    [Fact]
    public void A_calendar_is_found_by_its_id_and_no_other_is()
    {
        Estonia.Id.Should().Be("EE");
        WorkCalendar.TryGet("XX", out var none).Should().BeFalse();
        none.Should().BeNull();
    }

    internal static WorkCalendar Calendar(string id) => WorkCalendar.TryGet(id, out var calendar) ? calendar : throw new InvalidOperationException(id);

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static IEnumerable<DateOnly> Days(int year) =>
        Enumerable.Range(0, 365 + (DateTime.IsLeapYear(year) ? 1 : 0)).Select(new DateOnly(year, 1, 1).AddDays);
}
