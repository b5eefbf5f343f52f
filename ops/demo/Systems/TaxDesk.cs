using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Systems;

/// <summary>The tax board sees the employer and the wage, and looks into its own books.</summary>
/// <param name="firms">Firms by the id that the hub gave them; the operator sends this list to the authorities.</param>
internal sealed class TaxDesk(IReadOnlyDictionary<string, Firm> firms) : IDesk
{
    private const decimal Tolerated = 100m;

    public Move? Look(AuthorityTask task, IReadOnlyList<AuthorityTask> all)
    {
        if (task.Field<string>("employer") is not { } id || !firms.TryGetValue(id, out var firm)) return Move.Answer("clear", "Nothing is recorded against this employer.");
        if (firm.Arrears > Tolerated) return Move.Answer("objection", $"The employer owes more than {Tolerated:0} euros in taxes and has no payment plan.");
        return task.Field<Money>("wageMonthly") is { } wage && wage.Amount * 12 > firm.Turnover
            ? Move.Answer("objection", "A year's pay for this post is more than the whole turnover of the last year.")
            : Move.Answer("clear");
    }
}
