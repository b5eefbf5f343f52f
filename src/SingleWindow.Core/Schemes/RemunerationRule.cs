using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>The least gross monthly pay: a coefficient on a published average, with the amount in force.</summary>
/// <param name="Basis">Which measure.</param>
/// <param name="Coefficient">On that measure, or null.</param>
/// <param name="Amount">The amount in force; null when no number is set.</param>
/// <param name="FullTimeHours">Weekly hours for which the amount is meant; shorter hours need the proportional part.</param>
/// <param name="Exceptions">Cases with an amount of their own, or none; the first that fits counts.</param>
public sealed record RemunerationRule(PayBasis Basis, decimal? Coefficient, Money? Amount, decimal FullTimeHours, IReadOnlyList<RemunerationException> Exceptions)
{
    /// <summary>The threshold of this case for full time, or null.</summary>
    public Money? AmountFor(CaseFacts facts) =>
        Exceptions.FirstOrDefault(exception => exception.When.Exempt(facts)) is { } exception ? exception.Amount : Amount;
}

/// <summary>Cases with their own threshold; null means none.</summary>
public sealed record RemunerationException(IReadOnlyList<Condition> When, decimal? Coefficient, Money? Amount);
