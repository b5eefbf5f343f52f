using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SingleWindow.Core.Fees;

/// <summary>
/// The number that a payment of a fee carries, so that the state's account knows what it is for: twenty digits, of which seventeen stand for the application, two for the
/// fee, and the last is the check digit by the 7-3-1 method of Estonian reference numbers. It follows from the application's id and leads back to nobody.
/// </summary>
public static class PaymentReference
{
    /// <summary>How many digits stand for the application.</summary>
    public const int StemLength = 17;

    private const int Length = StemLength + 3;
    private const ulong Smallest = 10_000_000_000_000_000;

    /// <summary>The reference of a fee.</summary>
    /// <param name="application">Whose fee it is.</param>
    /// <param name="fee">Number of the fee in the scheme, from 1 to 99.</param>
    public static string Of(ApplicationId application, int fee)
    {
        var digits = Stem(application) + fee.ToString("D2", CultureInfo.InvariantCulture);
        return digits + CheckDigit(digits);
    }

    /// <summary>The digits that stand for an application.</summary>
    public static string Stem(ApplicationId application)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"payment-reference/{application}"));
        return (Smallest + BinaryPrimitives.ReadUInt64BigEndian(hash) % (9 * Smallest)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>True for twenty digits of which the last fits the others.</summary>
    public static bool IsValid(string? reference) =>
        reference is { Length: Length } && !reference.AsSpan().ContainsAnyExceptInRange('0', '9') && reference[^1] == CheckDigit(reference[..^1]);

    /// <summary>The number of the fee in a valid reference.</summary>
    public static int Fee(string reference) => int.Parse(reference.AsSpan(StemLength, 2), CultureInfo.InvariantCulture);

    // From the right: 7, 3, 1, and again; what is missing to the next ten.
    private static char CheckDigit(string digits)
    {
        ReadOnlySpan<int> weights = [7, 3, 1];
        var sum = 0;
        for (var i = 0; i < digits.Length; i++) sum += (digits[^(i + 1)] - '0') * weights[i % 3];
        return (char)('0' + (10 - sum % 10) % 10);
    }
}
