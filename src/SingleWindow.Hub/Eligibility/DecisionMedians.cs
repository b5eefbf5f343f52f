using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Eligibility;

/// <summary>
/// How many days a decision took, at the median of the last whole month, scheme by scheme. A month is taken when it has been over for a day, so that it is over everywhere,
/// and only with ten decisions or more: fewer would tell of single cases. Kept for ten minutes, because anybody may ask.
/// </summary>
internal sealed class DecisionMedians(IViewStore views)
{
    private const int Fewest = 10;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private volatile Known? known;

    /// <summary>Days by scheme; of two in the middle the smaller.</summary>
    public async ValueTask<IReadOnlyDictionary<string, int>> Of(DateTimeOffset now, CancellationToken ct)
    {
        if (known is { } fresh && fresh.Until > now && fresh.Until - Kept <= now) return fresh.Medians;
        var yesterday = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        var month = new DateOnly(yesterday.Year, yesterday.Month, 1).AddMonths(-1);
        var times = await views.Query(
            "SELECT scheme, complete_on, decided_on FROM decision_times WHERE decided_on >= $1 AND decided_on < $2 AND complete_on IS NOT NULL",
            row => (Scheme: row.Text(0), Days: row.Date(2).DayNumber - row.Date(1).DayNumber), [month, month.AddMonths(1)], ct);
        var medians = times.GroupBy(time => time.Scheme).Where(scheme => scheme.Count() >= Fewest)
            .ToDictionary(scheme => scheme.Key, scheme => scheme.Select(time => time.Days).Order().ElementAt((scheme.Count() - 1) / 2));
        known = new(now + Kept, medians);
        return medians;
    }

    private sealed record Known(DateTimeOffset Until, IReadOnlyDictionary<string, int> Medians);
}
