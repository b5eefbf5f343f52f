using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using SingleWindow.Core.Callers;

namespace SingleWindow.Hub.Http;

/// <summary>A token that was made for a certificate is good only on connections with that certificate (RFC 8705): whoever copies it has nothing. <see cref="ClientAddress"/> leaves the header to gateways alone.</summary>
internal static class CertificateBinding
{
    private const string Confirmation = "cnf";

    /// <summary>True when the token is bound to nothing, or to the certificate of this connection. What else a token may be bound to is not known here, and so is not proved.</summary>
    public static bool Holds(ClaimsPrincipal caller, HttpContext http)
    {
        if (caller.FindFirstValue(Confirmation) is not { } confirmation) return true;
        return Wanted(confirmation) is { } wanted && ToldCertificate.Read(http.Request.Headers[ToldCertificate.Header]) is { } shown
            && CryptographicOperations.FixedTimeEquals(wanted, SHA256.HashData(shown));
    }

    private static byte[]? Wanted(string confirmation)
    {
        try
        {
            using var members = JsonDocument.Parse(confirmation);
            return members.RootElement.EnumerateObject().ToArray() is [{ Name: "x5t#S256", Value: { ValueKind: JsonValueKind.String } thumbprint }] ? WebEncoders.Base64UrlDecode(thumbprint.GetString()!) : null;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
