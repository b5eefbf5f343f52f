using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Shared;

/// <summary>Days that registers and clients write may be any.</summary>
public sealed class DaysTests
{
    [Theory]
    [InlineData("2026-03-31", 1, "2026-04-30")]
    [InlineData("2026-03-31", -1, "2026-02-28")]
    [InlineData("2026-03-31", 12, "2027-03-31")]
    [InlineData("9999-12-01", 1, "9999-12-31")]
    [InlineData("9999-11-30", 1, "9999-12-30")]
    [InlineData("0001-01-15", -1, "0001-01-01")]
    [InlineData("0001-02-15", -1, "0001-01-15")]
    [InlineData("2026-03-31", long.MaxValue / 2, "9999-12-31")]
    public void Months_end_where_the_calendar_does(string day, long months, string then) => DateOnly.Parse(day).PlusMonths(months).Should().Be(DateOnly.Parse(then));

    [Theory]
    [InlineData("2026-03-31", 1, "2026-04-01")]
    [InlineData("9999-12-31", 1, "9999-12-31")]
    [InlineData("0001-01-01", -1, "0001-01-01")]
    [InlineData("2026-03-31", long.MinValue / 2, "0001-01-01")]
    public void Days_do_too(string day, long days, string then) => DateOnly.Parse(day).PlusDays(days).Should().Be(DateOnly.Parse(then));

    [Theory]
    [InlineData("9999-12-01", "9999-12-31")]
    [InlineData("2028-02-01", "2028-02-29")]
    public void A_month_has_a_last_day_also_the_last_month(string day, string last) => DateOnly.Parse(day).LastOfMonth().Should().Be(DateOnly.Parse(last));

    [Fact]
    public void A_deadline_on_the_first_or_the_last_day_has_an_instant()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Tallinn");
        foreach (var day in new[] { DateOnly.MinValue, DateOnly.MaxValue }) StatutoryClock.EndOf(day, zone).Offset.Should().Be(TimeSpan.Zero);
    }
}
