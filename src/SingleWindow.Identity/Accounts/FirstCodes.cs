using System.Security.Cryptography;
using System.Text;

namespace SingleWindow.Identity.Accounts;

/// <summary>Codes with which a person sets the first password: 136 random bits, for one day, for once. Only a hash is kept.</summary>
internal static class FirstCodes
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    // Without letters and digits that look like others.
    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private const int Length = 28;

    /// <summary>Gives the account a new code in place of any other.</summary>
    public static string Give(Account account)
    {
        var code = RandomNumberGenerator.GetString(Letters, Length);
        account.FirstCode = Hash(code);
        account.FirstCodeUntil = Now + Lifetime;
        return string.Join('-', code.Chunk(4).Select(part => new string(part)));
    }

    public static bool Fits(Account account, string code) =>
        account is { IsOff: false, FirstCode: { } hash } && account.FirstCodeUntil > Now && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(Plain(code))), Encoding.ASCII.GetBytes(hash));

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    // Nobody can guess 136 bits, so a plain hash is enough.
    private static string Hash(string code) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(code)));
}
