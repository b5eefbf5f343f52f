using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace SingleWindow.Hub.Http;

/// <summary>Whether it is the gateway that tells a certificate: it has <c>Gateway:Secret</c>. Without one nobody is believed.</summary>
internal sealed class GatewayProof(IConfiguration settings)
{
    private const string Header = "Client-Cert-Proof";

    private readonly byte[]? secret = settings["Gateway:Secret"] is { Length: > 0 } text ? Encoding.UTF8.GetBytes(text) : null;

    public bool Holds(HttpRequest request)
    {
        if (secret is null || request.Headers[CertificateBinding.Header].ToString() is not [':', .. var encoded, ':']) return false;
        var (certificate, proof) = (new byte[encoded.Length], new byte[HMACSHA256.HashSizeInBytes]);
        return Convert.TryFromBase64String(encoded, certificate, out var length) && Convert.TryFromBase64String(request.Headers[Header].ToString(), proof, out var written) && written == proof.Length
            && CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, certificate.AsSpan(0, length)), proof);
    }
}
