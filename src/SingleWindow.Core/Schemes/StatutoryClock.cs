using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>Counts statutory periods: the first day does not count, suspended days do not count, and the last day is a working day (Reg. 1182/71 art. 3).</summary>
public static class StatutoryClock
{
    /// <summary>The last day of a period.</summary>
    /// <param name="calendar">Working days of the jurisdiction.</param>
    /// <param name="period">How long.</param>
    /// <param name="start">The day of the event that starts the period; it does not count.</param>
    /// <param name="suspensions">Days in which the clock stood still: after the request, up to and with the answer.</param>
    /// <param name="extension">What comes on top, counted from the last day that counts.</param>
    /// <returns>Null while information is awaited: nobody can say when the period will end.</returns>
    public static DateOnly? Due(WorkCalendar calendar, Period period, DateOnly start, IReadOnlyList<Suspension> suspensions, Period? extension = null)
    {
        if (suspensions.Any(suspension => suspension.Received is null)) return null;
        var day = Count(calendar, period, start, suspensions);
        if (extension is not null) day = Count(calendar, extension, day, suspensions);
        return calendar.RollForward(day);
    }

    /// <summary>The last day of a period that nothing can suspend.</summary>
    public static DateOnly Due(WorkCalendar calendar, Period period, DateOnly start) => Due(calendar, period, start, [])!.Value;

    /// <summary>What is left of a period after a day: the days that count, up to and with its last one; none when that is today, or past.</summary>
    /// <param name="calendar">Working days of the jurisdiction.</param>
    /// <param name="unit">In what the period counts; of months and years the days are left.</param>
    /// <param name="today">A day of the period; it is used up.</param>
    /// <param name="due">The last day.</param>
    public static Period Left(WorkCalendar calendar, PeriodUnit unit, DateOnly today, DateOnly due)
    {
        var left = unit == PeriodUnit.WorkingDays ? unit : PeriodUnit.CalendarDays;
        return new(Enumerable.Range(1, Math.Max(0, due.DayNumber - today.DayNumber)).Count(after => Counts(calendar, left, today.AddDays(after))), left);
    }

    /// <summary>Midnight after a legal day: the instant at which a deadline has passed, on that place's clock and across its summer time.</summary>
    public static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.PlusDays(1).ToDateTime(TimeOnly.MinValue);
        // Where clocks go back at night to midnight, as on the Azores, the day begins with the first of the two.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <summary>The legal day of an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static DateOnly Count(WorkCalendar calendar, Period period, DateOnly start, IReadOnlyList<Suspension> suspensions)
    {
        if (period.Unit is PeriodUnit.Months or PeriodUnit.Years)
        {
            // The period itself ends on a day of that number; each suspended day on the way moves it by one.
            var end = start.AddMonths(period.Unit == PeriodUnit.Years ? 12 * period.Amount : period.Amount);
            for (var passed = start.AddDays(1); passed <= end; passed = passed.AddDays(1))
                if (IsSuspended(suspensions, passed)) end = end.AddDays(1);
            return end;
        }
        var day = start;
        for (var left = period.Amount; left > 0;)
        {
            day = day.AddDays(1);
            if (!IsSuspended(suspensions, day) && Counts(calendar, period.Unit, day)) left--;
        }
        return day;
    }

    private static bool Counts(WorkCalendar calendar, PeriodUnit unit, DateOnly day) => unit switch
    {
        PeriodUnit.CalendarDays => true,
        PeriodUnit.WorkingDays => calendar.IsWorkingDay(day),
        _ => throw new InvalidOperationException($"Days do not count in {unit}."),
    };

    private static bool IsSuspended(IReadOnlyList<Suspension> suspensions, DateOnly day) =>
        suspensions.Any(suspension => day > suspension.Requested && day <= suspension.Received);
}
