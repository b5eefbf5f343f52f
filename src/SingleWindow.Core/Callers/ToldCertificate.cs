using System.Security.Cryptography;
using System.Text;

namespace SingleWindow.Core.Callers;

/// <summary>
/// How a gateway tells hub and issuer with which certificate a client has opened its connection (RFC 9440), and proves with <c>Gateway:Secret</c> that it is the gateway who says so: a certificate is
/// public, so anybody who reaches those servers could name one. Without the secret nothing is told and nobody is believed.
/// </summary>
/// <param name="secret"><c>Gateway:Secret</c>.</param>
public sealed class ToldCertificate(string? secret)
{
    /// <summary>The header that holds the certificate: DER in base64, between colons.</summary>
    public const string Header = "Client-Cert";

    /// <summary>The header that proves it: HMAC-SHA-256 over the DER, in base64.</summary>
    public const string ProofHeader = "Client-Cert-Proof";

    private readonly byte[]? key = string.IsNullOrEmpty(secret) ? null : Encoding.UTF8.GetBytes(secret);

    /// <summary>What both headers say of a certificate; null without the secret.</summary>
    /// <param name="der">The certificate.</param>
    public (string Certificate, string Proof)? Tell(ReadOnlySpan<byte> der) => key is null ? null : ($":{Convert.ToBase64String(der)}:", Convert.ToBase64String(HMACSHA256.HashData(key, der)));

    /// <summary>The certificate that is told and proved, in DER; null when it is not proved, or none.</summary>
    /// <param name="certificate">What <see cref="Header"/> says.</param>
    /// <param name="proof">What <see cref="ProofHeader"/> says.</param>
    public byte[]? Proved(string? certificate, string? proof) =>
        key is not null && Read(certificate) is { } der && Decoded(proof ?? "") is { } given && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, der), given) ? der : null;

    /// <summary>What the header holds, proved or not; null when it holds no bytes.</summary>
    public static byte[]? Read(string? certificate) => certificate is [':', .. var encoded, ':'] ? Decoded(encoded) : null;

    private static byte[]? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
