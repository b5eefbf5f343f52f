using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace SingleWindow.Hub.Http;

/// <summary>A token that was made for a certificate is good only on connections with that certificate (RFC 8705): whoever copies it has nothing.</summary>
internal static class CertificateBinding
{
    /// <summary>In which the gateway tells the certificate of a connection (RFC 9440). <see cref="ClientAddress"/> takes it away from everybody else.</summary>
    public const string Header = "Client-Cert";

    private const string Confirmation = "cnf";

    /// <summary>True when the token is bound to nothing, or to the certificate of this connection. What else a token may be bound to is not known here, and so is not proved.</summary>
    public static bool Holds(ClaimsPrincipal caller, HttpContext http)
    {
        if (caller.FindFirstValue(Confirmation) is not { } confirmation) return true;
        return Wanted(confirmation) is { } wanted && Shown(http.Request.Headers[Header]) is { } shown && CryptographicOperations.FixedTimeEquals(wanted, shown);
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

    private static byte[]? Shown(string? header)
    {
        if (header is not [':', .. var encoded, ':']) return null;
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) ? SHA256.HashData(bytes.AsSpan(0, length)) : null;
    }
}
