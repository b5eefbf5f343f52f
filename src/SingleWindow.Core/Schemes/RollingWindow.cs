namespace SingleWindow.Core.Schemes;

/// <summary>Days from the first to the last, both counted.</summary>
[GenerateSerializer, Immutable]
public readonly record struct Stay([property: Id(0)] DateOnly From, [property: Id(1)] DateOnly To)
{
    /// <summary>True when they have a day in common.</summary>
    public bool Overlaps(Stay other) => From <= other.To && To >= other.From;
}

/// <summary>A longest stay inside a window that moves with the day, such as 365 days in 455 or 90 in 180.</summary>
public static class RollingWindow
{
    /// <summary>The first day on which the stay would be too long, or null when it never is: a planned day, or one of a later stay whose window still holds planned days.</summary>
    /// <param name="existing">Stays that count already; where they overlap, a day counts once.</param>
    /// <param name="planned">The stay to judge.</param>
    /// <param name="maxDays">The longest stay, in days.</param>
    /// <param name="windowDays">The window, in days: the day itself and those before it.</param>
    public static DateOnly? FirstExcess(IReadOnlyList<Stay> existing, Stay planned, int maxDays, int windowDays)
    {
        Stay[] all = [.. existing, planned];
        var last = Math.Min(all.Max(stay => stay.To.DayNumber), planned.To.DayNumber + windowDays - 1);
        for (var day = planned.From; day.DayNumber <= last; day = day.AddDays(1))
            if (DaysIn(all, new(day.AddDays(1 - windowDays), day)) > maxDays) return day;
        return null;
    }

    /// <summary>How many days of a window the stays fill; a day counts once.</summary>
    internal static int DaysIn(IReadOnlyList<Stay> stays, Stay window)
    {
        var (days, next) = (0, window.From);
        foreach (var stay in stays.OrderBy(stay => stay.From))
        {
            var from = stay.From > next ? stay.From : next;
            var to = stay.To < window.To ? stay.To : window.To;
            if (from > to) continue;
            days += to.DayNumber - from.DayNumber + 1;
            next = to.AddDays(1);
        }
        return days;
    }
}
