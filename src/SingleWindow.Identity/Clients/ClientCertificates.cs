using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace SingleWindow.Identity.Clients;

/// <summary>The certificate of a client that signs in with it (RFC 8705, 2.2): it is known by itself, whoever issued it.</summary>
internal static class ClientCertificates
{
    /// <exception cref="ArgumentException">The file holds no certificate that a client can be known by.</exception>
    public static JsonWebKeySet Read(string pem)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            if (HasExpired(certificate)) throw new ArgumentException("--certificate: it has expired");
            var key = KeyOf(certificate) ?? throw new ArgumentException("--certificate: its key is EC P-256, or RSA of 2048 bits or more");
            key.X5c.Add(Convert.ToBase64String(certificate.RawData));
            var set = new JsonWebKeySet();
            set.Keys.Add(key);
            return set;
        }
        catch (CryptographicException exception)
        {
            throw new ArgumentException("--certificate: the file is no certificate in PEM", exception);
        }
    }

    /// <summary>The certificate of a client that is marked as one that signs in with it. The mark decides: keys of one that signs its requests may have a certificate beside them, too.</summary>
    public static byte[]? Of(ImmutableDictionary<string, JsonElement> properties, JsonWebKeySet? keys) =>
        properties.TryGetValue(ClientProperties.Certificate, out var mark) && mark.ValueKind == JsonValueKind.True ? keys is { Keys: [{ X5c: [var registered, ..] }, ..] } ? Convert.FromBase64String(registered) : [] : null;

    /// <summary>True for that very certificate, while it lasts.</summary>
    public static bool IsSame(X509Certificate2 shown, byte[] registered) => CryptographicOperations.FixedTimeEquals(shown.RawDataMemory.Span, registered) && !HasExpired(shown);

    private static bool HasExpired(X509Certificate2 certificate) => certificate.NotAfter.ToUniversalTime() <= TimeProvider.System.GetUtcNow().UtcDateTime;

    private static JsonWebKey? KeyOf(X509Certificate2 certificate)
    {
        if (certificate.GetECDsaPublicKey() is { KeySize: 256 } ec) return JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ec));
        return certificate.GetRSAPublicKey() is { KeySize: >= 2048 } rsa ? JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: false))) : null;
    }
}
