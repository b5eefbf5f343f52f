using SingleWindow.Identity.Accounts;

namespace SingleWindow.Identity.Pages;

/// <summary>What the pages offer at the address that they have.</summary>
internal sealed class Site(Uri issuer)
{
    /// <summary>Whether browsers give passkeys to it.</summary>
    public bool HasPasskeys { get; } = issuer.MayHavePasskeys();
}
