using SingleWindow.Core.Fees;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Fees;

public sealed class DueTests
{
    private static readonly Scheme Law = SchemeCatalog.Default.Newest("ee-short-term-employment")!;

    [Fact]
    public void Money_of_another_currency_pays_nothing_of_a_fee()
    {
        Due.Of(Law, [Paid(1, new(40m, "EUR")), Paid(2, new(8m, "SEK"))])[0].Should().Match<Due>(due => due.Paid == 40m && due.Missing == new Money(8m, "EUR") && due.Status == FeeStatus.PartlyPaid);
        Due.Of(Law, [Paid(1, new(40m, "EUR")), Paid(2, new(8m, "EUR"))])[0].Should().Match<Due>(due => due.Missing == null && due.Status == FeeStatus.Confirmed);
    }

    private static Payment Paid(int number, Money amount) => new(number, 1, amount, new(2026, 3, 2), Payer.Employer, $"B-{number}", PaymentStatus.Confirmed, new(2026, 3, 2));
}
