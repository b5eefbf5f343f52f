using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using SingleWindow.Identity.Storage;

namespace SingleWindow.Identity.Tokens;

/// <summary>The key with which the token server seals what only it reads, codes and refresh tokens (access tokens are signed but not encrypted): made at the first start, the same after every restart. Read when it is needed first: a database may come later than this process.</summary>
internal sealed class SealingKey(IKeyFiles files) : IConfigureOptions<OpenIddictServerOptions>
{
    private volatile SymmetricSecurityKey? key;

    public void Configure(OpenIddictServerOptions options) => options.EncryptionCredentials.Add(new(key ??= Read(), SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));

    private SymmetricSecurityKey Read() => new(Convert.FromBase64String(files.ReadOrCreate("identity-encryption.key", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))));
}
