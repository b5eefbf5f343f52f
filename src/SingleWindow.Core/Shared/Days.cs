namespace SingleWindow.Core.Shared;

/// <summary>Counts on from a day that a register or a client wrote. What lies beyond the first or the last day that there is, is that day: nothing that somebody wrote stops who reads it.</summary>
public static class Days
{
    /// <summary>So many days later, or earlier when there are fewer than none.</summary>
    public static DateOnly PlusDays(this DateOnly day, long days) =>
        DateOnly.FromDayNumber((int)Math.Clamp(day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));

    /// <summary>So many months later, or earlier when there are fewer than none; where the month has no day of that number, its last.</summary>
    public static DateOnly PlusMonths(this DateOnly day, long months)
    {
        var month = (day.Year * 12L) + day.Month - 1 + months;
        return month < 12 ? DateOnly.MinValue : month >= 12 * 10_000L ? DateOnly.MaxValue : day.AddMonths((int)months);
    }

    /// <summary>The last day of the month.</summary>
    public static DateOnly LastOfMonth(this DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
