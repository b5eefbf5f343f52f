using System.Text.RegularExpressions;

namespace SingleWindow.Core.Fees;

/// <summary>What an amount of money in a payment looks like.</summary>
internal static partial class Amounts
{
    public const decimal Largest = 1_000_000m;

    public static bool AreCents(decimal amount) => decimal.Round(amount, 2) == amount;

    public static bool IsCurrency(string? text) => text is not null && Currency().IsMatch(text);

    [GeneratedRegex(@"^[A-Z]{3}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Currency();
}
