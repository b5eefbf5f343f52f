using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Schemes;

public sealed class StatutoryClockProperties
{
    private static readonly WorkCalendar Estonia = WorkCalendarTests.Calendar("EE");
    private static readonly Gen<DateOnly> Start = Gen.Int[0, 1400].Select(days => new DateOnly(2025, 1, 1).AddDays(days));
    private static readonly Gen<Period> SomePeriod = Gen.Select(Gen.Int[0, 90], Gen.OneOf(PeriodUnit.CalendarDays, PeriodUnit.WorkingDays), (amount, unit) =>
        new Period(amount, unit));

    [Fact]
    public void The_last_day_is_a_working_day_and_never_before_the_first() =>
        Gen.Select(Start, SomePeriod).Sample((start, period) =>
        {
            var due = StatutoryClock.Due(Estonia, period, start);
            return Estonia.IsWorkingDay(due) && due >= start.AddDays(period.Amount);
        });

    [Fact]
    public void A_longer_period_never_ends_earlier() =>
        Gen.Select(Start, SomePeriod).Sample((start, period) =>
            StatutoryClock.Due(Estonia, period with { Amount = period.Amount + 1 }, start) >= StatutoryClock.Due(Estonia, period, start));

    [Fact]
    public void A_later_start_never_ends_earlier() =>
        Gen.Select(Start, SomePeriod).Sample((start, period) => StatutoryClock.Due(Estonia, period, start.AddDays(1)) >= StatutoryClock.Due(Estonia, period, start));

    [Fact]
    public void As_many_working_days_as_the_period_has_lie_between_start_and_end() =>
        Gen.Select(Start, Gen.Int[1, 60]).Sample((start, amount) =>
        {
            var due = StatutoryClock.Due(Estonia, new(amount, PeriodUnit.WorkingDays), start);
            return Enumerable.Range(1, due.DayNumber - start.DayNumber).Count(after => Estonia.IsWorkingDay(start.AddDays(after))) == amount;
        });

    [Fact]
    public void One_more_suspension_never_makes_the_due_date_earlier() =>
        Gen.Select(Start, SomePeriod, Suspensions(), Suspensions()).Sample((start, period, some, more) =>
            StatutoryClock.Due(Estonia, period, start, [.. At(start, some), .. At(start, more)]) >= StatutoryClock.Due(Estonia, period, start, [.. At(start, some)]));

    [Fact]
    public void Suspensions_count_in_any_order() =>
        Gen.Select(Start, SomePeriod, Suspensions()).Sample((start, period, some) =>
            StatutoryClock.Due(Estonia, period, start, [.. At(start, some)]) == StatutoryClock.Due(Estonia, period, start, [.. At(start, some).Reverse()]));

    [Fact]
    public void A_suspension_after_the_end_changes_nothing() =>
        Gen.Select(Start, SomePeriod, Gen.Int[0, 20], Gen.Int[0, 20]).Sample((start, period, later, length) =>
        {
            var due = StatutoryClock.Due(Estonia, period, start);
            return StatutoryClock.Due(Estonia, period, start, [new(due.AddDays(later), due.AddDays(later + length))]) == due;
        });

    [Fact]
    public void One_open_request_hides_the_due_date_whatever_else_there_is() =>
        Gen.Select(Start, SomePeriod, Suspensions()).Sample((start, period, some) =>
            StatutoryClock.Due(Estonia, period, start, [.. At(start, some), new(start, null)]) is null);

    private static Gen<(int After, int Length)[]> Suspensions() => Gen.Select(Gen.Int[0, 60], Gen.Int[0, 30]).Array[0, 4];

    private static IEnumerable<Suspension> At(DateOnly start, (int After, int Length)[] some) =>
        some.Select(one => new Suspension(start.AddDays(one.After), start.AddDays(one.After + one.Length)));
}
