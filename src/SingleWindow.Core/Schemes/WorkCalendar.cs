using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace SingleWindow.Core.Schemes;

/// <summary>The working days of a jurisdiction. Moving feasts are computed; a year outside 2025-2030 is refused, because holidays are law and law changes.</summary>
public sealed class WorkCalendar
{
    private const int FirstYear = 2025;
    private const int LastYear = 2030;
    private static readonly FrozenDictionary<string, WorkCalendar> All = new Dictionary<string, WorkCalendar>
    {
        ["EE"] = new("EE", EstonianHolidays),
    }.ToFrozenDictionary();

    private readonly FrozenSet<DateOnly> holidays;

    private WorkCalendar(string id, Func<int, IEnumerable<DateOnly>> holidaysOf)
    {
        Id = id;
        holidays = Enumerable.Range(FirstYear, LastYear - FirstYear + 1).SelectMany(holidaysOf).ToFrozenSet();
    }

    /// <summary>Such as <c>EE</c>.</summary>
    public string Id { get; }

    /// <summary>The calendar with this id.</summary>
    public static bool TryGet(string id, [NotNullWhen(true)] out WorkCalendar? calendar) => All.TryGetValue(id, out calendar);

    /// <summary>True when the holidays of the day's year are known.</summary>
    public static bool Covers(DateOnly day) => day.Year is >= FirstYear and <= LastYear;

    /// <summary>Neither Saturday, Sunday nor public holiday.</summary>
    /// <exception cref="CalendarYearException">The year is not known.</exception>
    public bool IsWorkingDay(DateOnly day) =>
        Covers(day)
            ? day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day)
            : throw new CalendarYearException(Id, day.Year);

    /// <summary>The day itself, or the next working day.</summary>
    public DateOnly RollForward(DateOnly day)
    {
        while (!IsWorkingDay(day)) day = day.AddDays(1);
        return day;
    }

    // Public Holidays and Days of National Importance Act (EE): Easter Monday is a working day.
    private static IEnumerable<DateOnly> EstonianHolidays(int year)
    {
        var easter = Easter(year);
        return
        [
            new(year, 1, 1), new(year, 2, 24), easter.AddDays(-2), easter, new(year, 5, 1), easter.AddDays(49),
            new(year, 6, 23), new(year, 6, 24), new(year, 8, 20), new(year, 12, 24), new(year, 12, 25), new(year, 12, 26),
        ];
    }

    /// <summary>Easter Sunday of the Gregorian calendar (the anonymous computus).</summary>
    internal static DateOnly Easter(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var inCentury = year % 100;
        var epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        var weekday = (32 + 2 * (century % 4) + 2 * (inCentury / 4) - epact - inCentury % 4) % 7;
        var shift = (golden + 11 * epact + 22 * weekday) / 451;
        var days = epact + weekday - 7 * shift + 114;
        return new DateOnly(year, days / 31, days % 31 + 1);
    }
}

/// <summary>A calendar was asked for a year whose holidays it does not know.</summary>
public sealed class CalendarYearException(string calendar, int year) : Exception($"Calendar {calendar} does not know the year {year}.");
