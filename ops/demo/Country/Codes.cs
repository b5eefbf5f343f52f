namespace SingleWindow.Demo.Country;

/// <summary>Makes codes with right check digits, so that nobody needs to borrow a real one.</summary>
internal static class Codes
{
    /// <summary>A registry code from its first seven digits. The made-up firms use 1999xxx, far above what the register has given out.</summary>
    public static string Registry(int serial) => WithCheckDigit($"{serial:D7}", [1, 2, 3, 4, 5, 6, 7], [3, 4, 5, 6, 7, 8, 9]);

    /// <summary>A personal code of somebody born from 1900 to 2099.</summary>
    public static string Personal(bool female, DateOnly born, int serial) => WithCheckDigit(
        $"{(born.Year < 2000 ? 3 : 5) + (female ? 1 : 0)}{born:yyMMdd}{serial:D3}", [1, 2, 3, 4, 5, 6, 7, 8, 9, 1], [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]);

    private static string WithCheckDigit(string digits, int[] first, int[] second)
    {
        var check = Sum(digits, first) % 11;
        if (check == 10) check = Sum(digits, second) % 11;
        return $"{digits}{check % 10}";
    }

    private static int Sum(string digits, int[] weights) => weights.Select((weight, i) => weight * (digits[i] - '0')).Sum();
}
