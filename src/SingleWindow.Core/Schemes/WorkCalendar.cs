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
        ["CA"] = new("CA", Holidays.Canada),
        ["EE"] = new("EE", Holidays.Estonia),
        ["EU"] = new("EU", Holidays.Target),
        ["PL"] = new("PL", Holidays.Poland),
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
}

/// <summary>A calendar was asked for a year whose holidays it does not know.</summary>
public sealed class CalendarYearException(string calendar, int year) : Exception($"Calendar {calendar} does not know the year {year}.");
