using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using SingleWindow.Identity.Storage;

namespace SingleWindow.Identity.Tokens;

/// <summary>The keys of the token server: made at the first start, kept in files, the same after every restart.</summary>
internal static class TokenKeys
{
    /// <summary>ES256: accepted by FAPI 2.0, small, and quick to make at the first start.</summary>
    public static ECDsaSecurityKey Signing(string storePath)
    {
        var pem = PrivateFiles.ReadOrCreate(Path.Combine(storePath, "keys", "identity-signing.pem"), () =>
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return made.ExportPkcs8PrivateKeyPem();
        });
        var key = ECDsa.Create();
        key.ImportFromPem(pem);
        var security = new ECDsaSecurityKey(key);
        security.KeyId = Base64UrlEncoder.Encode(security.ComputeJwkThumbprint());
        return security;
    }

    /// <summary>For what only the token server itself reads back; access tokens are signed but not encrypted.</summary>
    public static SymmetricSecurityKey Encryption(string storePath) => new(Convert.FromBase64String(
        PrivateFiles.ReadOrCreate(Path.Combine(storePath, "keys", "identity-encryption.key"), () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))));
}
