using System.Globalization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>Judges a planned stay against the scheme's longest one, in days, months, years, a rolling window, a calendar year or a season.</summary>
public static class StayRules
{
    private const string Pointer = "/employment/plannedEnd";

    /// <summary>What is wrong with the stay itself, or null.</summary>
    public static FieldError? TooLong(Stay planned, StayRule rule, CaseFacts facts)
    {
        if (rule.MaxFor(facts) is { } max && planned.To > Last(planned.From, max, rule.Unit))
            return new(Pointer, "longest-stay", rule.Unit == StayUnit.CalendarDays ? $"At most {max} days." : $"At most {max} {(rule.Unit == StayUnit.Years ? "years" : "months")}.");
        if (rule.Minimum is { } minimum && planned.To < Last(planned.From, minimum))
            return new(Pointer, "shortest-stay", "The stay is shorter than this scheme allows.");
        if (rule.Season is { } season && !InSeason(planned, season))
            return new(Pointer, "season", $"Within one year from {season.From} to {season.To}.");
        return null;
    }

    /// <summary>What is wrong with the stay when it is added to those that the worker has already, or null.</summary>
    public static FieldError? TooMuch(Stay planned, IReadOnlyList<Stay>? held, StayRule rule, CaseFacts? facts = null)
    {
        if (rule is { Max: { } days, Window: { } window } && RollingWindow.FirstExcess(held ?? [], planned, days, window) is not null)
            return new(Pointer, "stay-window", $"At most {days} days in any {window}, permits that the worker holds already included.");
        if (rule is { Unit: StayUnit.MonthsPerCalendarYear, Max: { } months } && ExceedsYear([.. held ?? [], planned], planned, months))
            return new(Pointer, "stay-window", $"At most {months} months in a calendar year, permits that the worker holds already included.");
        if (rule.CoolingOff is { } pause && facts is not { Renewal: true } && held?.Any(earlier => earlier.From <= planned.To && Last(earlier.To.AddDays(1), pause) >= planned.From) is true)
            return new("/employment/plannedStart", "cooling-off", "Too soon after the last stay under this scheme.");
        return null;
    }

    /// <summary>The days of a permit for this work: its own and, where the scheme gives more, those months after a shorter contract, within the longest stay.</summary>
    /// <param name="work">First and last day.</param>
    /// <param name="rule">The scheme's.</param>
    /// <param name="facts">The case.</param>
    /// <param name="travelDocument">Last day of the worker's travel document, or null.</param>
    public static Stay Permitted(Stay work, StayRule rule, CaseFacts facts, DateOnly? travelDocument)
    {
        if (rule.ShorterContract is not { } more || rule.MaxFor(facts) is not { } max) return work;
        var to = Min(Months(work.To.AddDays(1), more.Months), Last(work.From, max, rule.Unit));
        if (more.WithinTravelDocument && travelDocument is { } expires) to = Min(to, expires);
        // Whether the document is good for the work itself the evidence says.
        return work with { To = Max(to, work.To) };
    }

    private static DateOnly Last(DateOnly from, int max, StayUnit unit) => unit switch
    {
        StayUnit.CalendarDays => from.AddDays(max - 1),
        StayUnit.Years => Months(from, 12 * max),
        StayUnit.Months => Months(from, max),
        // Judged within each year, below; no stay reaches over two ends of a year.
        StayUnit.MonthsPerCalendarYear => from.AddYears(1).AddDays(-1),
    };

    private static DateOnly Last(DateOnly from, Period period) => period.Unit switch
    {
        PeriodUnit.Months => Months(from, period.Amount),
        PeriodUnit.Years => Months(from, 12 * period.Amount),
        PeriodUnit.CalendarDays or PeriodUnit.WorkingDays => from.AddDays(period.Amount - 1),
    };

    // On the day before the same number; the end of a month that lacks the number is the last day itself.
    private static DateOnly Months(DateOnly from, int months)
    {
        var end = from.AddMonths(months);
        return end.Day == from.Day ? end.AddDays(-1) : end;
    }

    // The months of a year count from the first day of stay in it, and days that overlap count once.
    private static bool ExceedsYear(Stay[] stays, Stay planned, int months)
    {
        for (var year = planned.From.Year; year <= planned.To.Year; year++)
        {
            Stay[] inYear = [.. stays.Where(stay => stay.From.Year <= year && stay.To.Year >= year)
                .Select(stay => new Stay(Max(stay.From, new(year, 1, 1)), Min(stay.To, new(year, 12, 31)))).OrderBy(stay => stay.From)];
            var allowed = inYear[0].From.AddMonths(months).DayNumber - inYear[0].From.DayNumber;
            if (RollingWindow.DaysIn(inYear, new(new(year, 1, 1), new(year, 12, 31))) > allowed) return true;
        }
        return false;
    }

    private static bool InSeason(Stay planned, Season season) =>
        planned.From >= On(season.From, planned.From.Year) && planned.To <= On(season.To, planned.From.Year);

    private static DateOnly On(string day, int year)
    {
        var (month, number) = (int.Parse(day.AsSpan(0, 2), CultureInfo.InvariantCulture), int.Parse(day.AsSpan(3, 2), CultureInfo.InvariantCulture));
        return new(year, month, Math.Min(number, DateTime.DaysInMonth(year, month)));
    }

    private static DateOnly Max(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;
}
