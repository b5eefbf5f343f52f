using Microsoft.IdentityModel.Tokens;

namespace SingleWindow.Identity.Clients;

/// <summary>The public keys of a client.</summary>
internal static class ClientKeys
{
    /// <summary>What a client may sign with: as in FAPI 2.0, and RS256 for those who have nothing else.</summary>
    public static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSha256];

    /// <exception cref="ArgumentException">These are no public keys.</exception>
    public static JsonWebKeySet Read(string text)
    {
        JsonWebKeySet set;
        try
        {
            set = new JsonWebKeySet(text);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException("--jwks: the file is no JSON Web Key Set", exception);
        }
        if (set.Keys.Count == 0) throw new ArgumentException("--jwks: there is no key in the file");
        foreach (var key in set.Keys)
        {
            // A client that has a certificate is registered with it.
            key.X5c.Clear();
            if (key.HasPrivateKey || key.Kty == JsonWebAlgorithmsKeyTypes.Octet) throw new ArgumentException("--jwks: only public keys, and no private or shared one, are given away");
            if (key is not ({ Kty: JsonWebAlgorithmsKeyTypes.EllipticCurve, Crv: JsonWebKeyECTypes.P256 } or { Kty: JsonWebAlgorithmsKeyTypes.RSA, KeySize: >= 2048 }))
                throw new ArgumentException("--jwks: keys are EC P-256, or RSA of 2048 bits or more");
        }
        return set;
    }
}
