using System.Text.RegularExpressions;

namespace SingleWindow.Core.Fees;

/// <summary>How a bank names a payment. The signs are those that banks exchange (SEPA: letters, digits and / - ? : ( ) . , ' +), at most 35 of them.</summary>
public static partial class BankReference
{
    /// <summary>True for a name that a bank can have given.</summary>
    public static bool IsWellFormed(string? text) => text is not null && Form().IsMatch(text);

    /// <summary>The same for all ways to write it: white space and the size of letters say nothing.</summary>
    public static string Plain(string text) => string.Concat(text.Where(sign => !char.IsWhiteSpace(sign))).ToUpperInvariant();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9/?:().,'+ -]{0,34}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
