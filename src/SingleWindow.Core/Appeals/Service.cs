using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Appeals;

/// <summary>When what an authority decided counts as served: the time to challenge it runs from then (corrections, section 4; Charter of Fundamental Rights art. 47; HMS §§ 25-27, 75).</summary>
public static class Service
{
    /// <summary>Calendar days after which it counts as served on who has not read it. Recalled from the law of administrative procedure, to be confirmed by the deciding authority.</summary>
    public const int FictionDays = 5;

    /// <summary>The legal day on which a decision of that day is served at the latest.</summary>
    public static DateOnly Latest(DateOnly decided) => decided.AddDays(FictionDays);

    /// <summary>The last legal day to challenge what was served on that day.</summary>
    public static DateOnly AppealUntil(Scheme scheme, DateOnly served) => StatutoryClock.Due(scheme.WorkCalendar, scheme.Decision.Appeal.Period, served);
}
