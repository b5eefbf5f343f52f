namespace SingleWindow.Core.Schemes;

/// <summary>Public holidays of a year, as each law names them; moving feasts are computed.</summary>
internal static class Holidays
{
    /// <summary>Public Holidays and Days of National Importance Act (EE): Easter Monday is a working day.</summary>
    public static IEnumerable<DateOnly> Estonia(int year)
    {
        var easter = Easter(year);
        return
        [
            new(year, 1, 1), new(year, 2, 24), easter.AddDays(-2), easter, new(year, 5, 1), easter.AddDays(49),
            new(year, 6, 23), new(year, 6, 24), new(year, 8, 20), new(year, 12, 24), new(year, 12, 25), new(year, 12, 26),
        ];
    }

    /// <summary>Act of 18 January 1951 on days off work (PL), with Christmas Eve since 2025.</summary>
    public static IEnumerable<DateOnly> Poland(int year)
    {
        var easter = Easter(year);
        return
        [
            new(year, 1, 1), new(year, 1, 6), easter, easter.AddDays(1), new(year, 5, 1), new(year, 5, 3), easter.AddDays(49), easter.AddDays(60),
            new(year, 8, 15), new(year, 11, 1), new(year, 11, 11), new(year, 12, 24), new(year, 12, 25), new(year, 12, 26),
        ];
    }

    /// <summary>Interpretation Act (CA) s. 35, without the holidays of a single province. Canada Day that falls on a Sunday is kept on the Monday (Holidays Act s. 2).</summary>
    public static IEnumerable<DateOnly> Canada(int year)
    {
        var easter = Easter(year);
        var canadaDay = new DateOnly(year, 7, 1);
        return
        [
            new(year, 1, 1), easter.AddDays(-2), easter.AddDays(1), MondayOnOrBefore(new(year, 5, 24)), canadaDay.DayOfWeek == DayOfWeek.Sunday ? canadaDay.AddDays(1) : canadaDay,
            MondayOnOrBefore(new(year, 9, 7)), new(year, 9, 30), MondayOnOrBefore(new(year, 10, 14)), new(year, 11, 11), new(year, 12, 25),
        ];
    }

    /// <summary>
    /// The closing days of the European payment system: the only Union-wide calendar that is fixed ahead. It serves the directive's reference definitions;
    /// a member state's scheme names its own calendar (Reg. 1182/71 art. 2).
    /// </summary>
    public static IEnumerable<DateOnly> Target(int year)
    {
        var easter = Easter(year);
        return [new(year, 1, 1), easter.AddDays(-2), easter.AddDays(1), new(year, 5, 1), new(year, 12, 25), new(year, 12, 26)];
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

    private static DateOnly MondayOnOrBefore(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
