using SingleWindow.Core.Quotas;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Hub.Quotas;

/// <summary>Which quotas there are: those that schemes name. The newest version that names one says with what size its book opens.</summary>
internal sealed class QuotaDirectory(SchemeCatalog schemes, LegalClock clock)
{
    /// <summary>Their ids.</summary>
    public IReadOnlyList<string> Ids => [.. schemes.All.Select(scheme => scheme.Quota?.Id).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>With what size a book opens; null when there is no such quota.</summary>
    public QuotaTerms? Unset(string id) => Naming(id)?.Quota is { } quota ? new(quota.Size, quota.PerEmployerMax) : null;

    /// <summary>The book of a year; of this year, by the scheme's own calendar, when none is named.</summary>
    public QuotaKey Book(string id, int? year) => new(id, year ?? Naming(id)!.DayOf(clock.Now).Year);

    private Scheme? Naming(string id) => schemes.All.LastOrDefault(scheme => scheme.Quota?.Id == id);
}
