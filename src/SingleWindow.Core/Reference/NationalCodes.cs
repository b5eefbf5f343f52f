namespace SingleWindow.Core.Reference;

/// <summary>Check digits of Estonian codes: a first row of weights, and a second one when the first gives ten.</summary>
public static class NationalCodes
{
    private static ReadOnlySpan<int> PersonFirst => [1, 2, 3, 4, 5, 6, 7, 8, 9, 1];
    private static ReadOnlySpan<int> PersonSecond => [3, 4, 5, 6, 7, 8, 9, 1, 2, 3];
    private static ReadOnlySpan<int> CompanyFirst => [1, 2, 3, 4, 5, 6, 7];
    private static ReadOnlySpan<int> CompanySecond => [3, 4, 5, 6, 7, 8, 9];

    /// <summary>True for a well-formed personal code (isikukood, 11 digits: sex and century, birth date, serial, check digit).</summary>
    public static bool IsPersonalCode(string code) => code.Length == 11 && HasCheckDigit(code, PersonFirst, PersonSecond) && BirthDate(code) is not null;

    /// <summary>True when a personal code stands somewhere in the text.</summary>
    public static bool ContainsPersonalCode(string text) => Enumerable.Range(0, Math.Max(0, text.Length - 10)).Any(start => IsPersonalCode(text.Substring(start, 11)));

    /// <summary>The birth date in a personal code, or null when it is no date.</summary>
    public static DateOnly? BirthDate(string code)
    {
        if (code.Length != 11 || !code.AsSpan().ContainsOnlyDigits() || code[0] is < '1' or > '8') return null;
        var year = 1800 + (code[0] - '1') / 2 * 100 + int.Parse(code.AsSpan(1, 2));
        return DateOnly.TryParseExact($"{year:D4}{code.AsSpan(3, 4)}", "yyyyMMdd", out var date) ? date : null;
    }

    /// <summary>True for a well-formed registry code (registrikood, 8 digits: 1 companies, 7 state, 8 associations, 9 foundations).</summary>
    public static bool IsRegistryCode(string code) => code.Length == 8 && code[0] is '1' or '7' or '8' or '9' && HasCheckDigit(code, CompanyFirst, CompanySecond);

    private static bool HasCheckDigit(string code, ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        if (code.Length != first.Length + 1 || !code.AsSpan().ContainsOnlyDigits()) return false;
        var check = WeightedSum(code, first) % 11;
        if (check == 10) check = WeightedSum(code, second) % 11;
        return check % 10 == code[^1] - '0';
    }

    private static int WeightedSum(string code, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += (code[i] - '0') * weights[i];
        return sum;
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
