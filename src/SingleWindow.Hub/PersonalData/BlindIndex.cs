using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SingleWindow.Hub.PersonalData;

/// <summary>Finds a person by a number without storing the number: an HMAC of its normal form under a secret of the installation.</summary>
internal sealed class BlindIndex(IKeyVault vault)
{
    /// <summary>The secret of the installation that the index is computed with.</summary>
    public const string SecretName = "index";

    /// <summary>64 lower-case hexadecimal digits; the same for every way to write the value.</summary>
    /// <param name="kind">Such as <c>personal-code</c> or <c>document</c>.</param>
    /// <param name="country">ISO 3166 code of the country that issued it.</param>
    public ValueTask<string> Compute(string kind, string country, string value, CancellationToken ct) => ComputeExactly(kind, country, Normalise(value), ct);

    /// <summary>The same for a value of which every character counts.</summary>
    public async ValueTask<string> ComputeExactly(string kind, string country, string value, CancellationToken ct)
    {
        // The bar separates the parts; only the last may contain one, else two different triples could look the same.
        if (kind.Contains('|') || country.Contains('|')) throw new ArgumentException("Neither kind nor country may contain '|'.");
        var secret = await vault.Secret(SecretName, ct);
        return Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{kind}|{country.ToUpperInvariant()}|{value}")));
    }

    /// <summary>Upper case, without the spaces and dashes that people write into numbers.</summary>
    public static string Normalise(string value) =>
        string.Concat(value.Where(c => !char.IsWhiteSpace(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.DashPunctuation))
            .ToUpperInvariant();
}
