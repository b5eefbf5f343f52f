using System.Text.Json;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Schemes;

public sealed class StatutoryClockTests
{
    private static readonly WorkCalendar Estonia = WorkCalendarTests.Calendar("EE");
    private static readonly TimeZoneInfo Tallinn = TimeZoneInfo.FindSystemTimeZoneById("Europe/Tallinn");

    public static TheoryData<string> DecisionClock => Names("decisionClock");

    public static TheoryData<string> WorkingDays => Names("workingDays");

    [Theory, MemberData(nameof(DecisionClock))]
    public void A_decision_is_due_when_the_worked_example_says(string name)
    {
        var vector = Vector("decisionClock", name);
        var period = new Period(vector.Number("periodDays") + vector.Number("extensionDays"), PeriodUnit.CalendarDays);
        var suspensions = vector.GetProperty("suspensions").EnumerateArray().Select(item => new Suspension(item.Day("requested"), item.Day("received"))).ToArray();

        StatutoryClock.Due(Estonia, period, vector.Day("complete"), suspensions).Should().Be(vector.Day("due"));
    }

    [Theory, MemberData(nameof(WorkingDays))]
    public void Working_days_count_as_the_worked_example_says(string name)
    {
        var vector = Vector("workingDays", name);

        StatutoryClock.Due(Estonia, new(vector.Number("workingDays"), PeriodUnit.WorkingDays), vector.Day("start")).Should().Be(vector.Day("due"));
    }

    [Fact]
    public void While_information_is_awaited_nobody_can_say_when_the_period_ends() =>
        StatutoryClock.Due(Estonia, new(10, PeriodUnit.WorkingDays), new(2026, 3, 2), [new(new(2026, 3, 3), new(2026, 3, 4)), new(new(2026, 3, 5), null)])
            .Should().BeNull();

    [Fact]
    public void The_day_of_the_request_counts_and_the_day_of_the_answer_does_not()
    {
        var period = new Period(3, PeriodUnit.CalendarDays);

        StatutoryClock.Due(Estonia, period, new(2026, 3, 2)).Should().Be(new DateOnly(2026, 3, 5));
        StatutoryClock.Due(Estonia, period, new(2026, 3, 2), [new(new(2026, 3, 3), new(2026, 3, 4))]).Should().Be(new DateOnly(2026, 3, 6));
        StatutoryClock.Due(Estonia, period, new(2026, 3, 2), [new(new(2026, 3, 3), new(2026, 3, 3))]).Should().Be(new DateOnly(2026, 3, 5));
    }

    [Fact]
    public void Two_requests_at_the_same_time_stop_the_clock_once() =>
        StatutoryClock.Due(Estonia, new(5, PeriodUnit.CalendarDays), new(2026, 3, 2), [new(new(2026, 3, 3), new(2026, 3, 6)), new(new(2026, 3, 4), new(2026, 3, 6))])
            .Should().Be(new DateOnly(2026, 3, 10));

    [Fact]
    public void A_period_of_no_days_ends_on_its_first_day_or_the_next_working_day()
    {
        StatutoryClock.Due(Estonia, new(0, PeriodUnit.CalendarDays), new(2026, 3, 2)).Should().Be(new DateOnly(2026, 3, 2));
        StatutoryClock.Due(Estonia, new(0, PeriodUnit.WorkingDays), new(2026, 2, 28)).Should().Be(new DateOnly(2026, 3, 2));
    }

    [Theory]
    [InlineData(1, PeriodUnit.Months, "2026-01-31", "2026-03-02", "the last day of February is a Saturday")]
    [InlineData(3, PeriodUnit.Months, "2026-03-02", "2026-06-02", "")]
    [InlineData(1, PeriodUnit.Years, "2028-02-29", "2029-02-28", "a leap day has none a year later")]
    public void Months_and_years_end_on_the_day_of_the_same_number(int amount, PeriodUnit unit, string start, string due, string because) =>
        StatutoryClock.Due(Estonia, new(amount, unit), DateOnly.ParseExact(start, "yyyy-MM-dd")).Should().Be(DateOnly.ParseExact(due, "yyyy-MM-dd"), because);

    [Fact]
    public void Days_of_suspension_move_the_end_of_a_month_too_and_those_after_it_do_not()
    {
        var month = new Period(1, PeriodUnit.Months);

        StatutoryClock.Due(Estonia, month, new(2026, 3, 2), [new(new(2026, 3, 10), new(2026, 3, 13))]).Should().Be(new DateOnly(2026, 4, 6), "2 April and three days are Easter Sunday");
        StatutoryClock.Due(Estonia, month, new(2026, 3, 2), [new(new(2026, 3, 31), new(2026, 4, 7))]).Should().Be(new DateOnly(2026, 4, 9));
        StatutoryClock.Due(Estonia, month, new(2026, 3, 2), [new(new(2026, 5, 10), new(2026, 5, 13))]).Should().Be(new DateOnly(2026, 4, 2));
    }

    [Theory]
    [InlineData("2026-03-27", "2026-03-27T22:00:00Z")]
    [InlineData("2026-03-28", "2026-03-28T22:00:00Z")]
    [InlineData("2026-03-29", "2026-03-29T21:00:00Z")]
    [InlineData("2026-03-30", "2026-03-30T21:00:00Z")]
    [InlineData("2026-10-23", "2026-10-23T21:00:00Z")]
    [InlineData("2026-10-24", "2026-10-24T21:00:00Z")]
    [InlineData("2026-10-25", "2026-10-25T22:00:00Z")]
    [InlineData("2026-10-26", "2026-10-26T22:00:00Z")]
    [InlineData("2026-12-31", "2026-12-31T22:00:00Z")]
    public void A_deadline_passes_at_midnight_in_Tallinn_also_across_summer_time(string day, string instant)
    {
        var end = StatutoryClock.EndOf(DateOnly.ParseExact(day, "yyyy-MM-dd"), Tallinn);

        end.Should().Be(DateTimeOffset.Parse(instant));
        end.Offset.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void The_last_moment_of_a_legal_day_belongs_to_it_and_its_end_to_the_next() =>
        Gen.Int[0, 2190].Sample(after =>
        {
            var day = new DateOnly(2025, 1, 1).AddDays(after);
            var end = StatutoryClock.EndOf(day, Tallinn);
            return StatutoryClock.DayOf(end.AddTicks(-1), Tallinn) == day && StatutoryClock.DayOf(end, Tallinn) == day.AddDays(1);
        });

    public static TheoryData<string> Zones => [.. SchemeCatalog.Default.All.Select(scheme => scheme.TimeZone).Distinct(), "Atlantic/Azores", "America/Havana", "America/Santiago", "Asia/Beirut", "UTC"];

    [Theory, MemberData(nameof(Zones))]
    public void Every_day_of_every_place_has_one_end_whether_its_clocks_change_or_the_year_leaps(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var lengths = new HashSet<double>();
        for (var day = new DateOnly(2025, 1, 1); day.Year < 2031; day = day.AddDays(1))
        {
            var end = StatutoryClock.EndOf(day, zone);
            StatutoryClock.DayOf(end, zone).Should().Be(day.AddDays(1), "it is the first moment of the next day in {0}", id);
            StatutoryClock.DayOf(end.AddTicks(-1), zone).Should().Be(day);
            lengths.Add((end - StatutoryClock.EndOf(day.AddDays(-1), zone)).TotalHours);
        }

        lengths.Order().Should().Equal(id == "UTC" ? [24.0] : [23.0, 24.0, 25.0]);
    }

    [Fact]
    public void A_day_on_which_the_clocks_change_is_an_hour_shorter_or_longer()
    {
        Length(new(2026, 3, 29)).Should().Be(TimeSpan.FromHours(23));
        Length(new(2026, 10, 25)).Should().Be(TimeSpan.FromHours(25));
        Length(new(2026, 6, 1)).Should().Be(TimeSpan.FromHours(24));
    }

    [Fact]
    public void A_unit_that_does_not_exist_is_an_error_not_a_guess() =>
        FluentActions.Invoking(() => StatutoryClock.Due(Estonia, new(1, (PeriodUnit)9), new(2026, 3, 2))).Should().Throw<Exception>();

    private static TimeSpan Length(DateOnly day) => StatutoryClock.EndOf(day, Tallinn) - StatutoryClock.EndOf(day.AddDays(-1), Tallinn);

    private static JsonElement Vector(string group, string name) => Vectors.Of(group).Single(vector => vector.Text("name") == name);

    private static TheoryData<string> Names(string group)
    {
        var names = new TheoryData<string>();
        foreach (var vector in Vectors.Of(group)) names.Add(vector.Text("name"));
        return names;
    }
}
