using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using SingleWindow.Identity.Storage;

namespace SingleWindow.Identity.Tokens;

/// <summary>The key with which the token server seals what only it reads: made at the first start, the same after every restart.</summary>
internal static class SealingKey
{
    /// <summary>Of codes and refresh tokens; access tokens are signed but not encrypted.</summary>
    public static SymmetricSecurityKey Of(string storePath) => new(Convert.FromBase64String(
        PrivateFiles.ReadOrCreate(Path.Combine(storePath, "keys", "identity-encryption.key"), () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))));
}
