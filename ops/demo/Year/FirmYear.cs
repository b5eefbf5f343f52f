using SingleWindow.Demo.Country;
using SingleWindow.Demo.Systems;

namespace SingleWindow.Demo.Year;

/// <summary>What the registers hear about a firm through the year: its taxes every second month, its contributions each month.</summary>
internal sealed class FirmYear(Firm firm, Inhabitants land, Payroll payroll, Alarm alarm, CancellationToken ct)
{
    // Social tax, both parts of unemployment insurance, and funded pension.
    private const decimal Contributions = 0.374m;

    public async Task Live()
    {
        await alarm.For(1);
        while (true)
        {
            var month = new DateOnly(alarm.Today.Year, alarm.Today.Month, 1).AddMonths(-1);
            if (payroll.Of(firm, month) is > 0 and var gross) await Enter(Account(month, decimal.Round(gross * Contributions, 2)));
            if (month.Month % 2 == 0) await Enter(Register.Standing(firm, alarm.Today));
            if (month.Month == 6) await Enter(Register.Profile(firm, alarm.Today));
            await alarm.Until(month.AddMonths(2).AddDays(11));
        }
    }

    // The hasty one leaves three months unpaid.
    private RegisterEntry Account(DateOnly month, decimal assessed) => new("TAX", "contribution-account", new()
    {
        ["registryCode"] = firm.RegistryCode,
        ["period"] = $"{month:yyyy-MM}",
        ["assessed"] = assessed,
        ["received"] = firm == YearFirms.Hasty && month.Month is >= 4 and <= 6 ? 0 : assessed,
        ["due"] = $"{month.AddMonths(1).AddDays(9):yyyy-MM-dd}",
    });

    private Task Enter(RegisterEntry entry) => land.Authorities[entry.Authority].Server.Enter(entry, ct);
}
