using System.Collections.Concurrent;
using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Year;

/// <summary>What the firms of the year have paid, month by month: contributions follow from it.</summary>
internal sealed class Payroll
{
    private readonly ConcurrentDictionary<(Firm, DateOnly), decimal> paid = new();

    public void Add(Firm firm, DateOnly month, decimal gross) => paid.AddOrUpdate((firm, month), gross, (_, sum) => sum + gross);

    public decimal Of(Firm firm, DateOnly month) => paid.GetValueOrDefault((firm, month));
}
