using Microsoft.AspNetCore.Identity;

namespace SingleWindow.Identity.Accounts;

/// <summary>A person who can sign in. Its id is what tokens and logs say; login and display name stay here.</summary>
internal sealed class Account : IdentityUser
{
    public Account() => Id = $"acc_{Guid.CreateVersion7():N}";

    public required string DisplayName { get; set; }

    /// <summary>Ended by an operator, for good.</summary>
    public bool IsOff { get; set; }

    /// <summary>Hash of the code with which the first password is set; null when there is none to be used.</summary>
    public string? FirstCode { get; set; }

    public DateTime? FirstCodeUntil { get; set; }

    /// <summary>The newest time step whose TOTP code was taken: a code counts once (RFC 6238, 5.2).</summary>
    public long LastTotpStep { get; set; }
}

/// <summary>One role of an account, with the meaning that a client's party, unit, purposes and scope have.</summary>
internal sealed class AccountRole
{
    public long Id { get; init; }

    public required string AccountId { get; init; }

    public required string Scope { get; init; }

    public required string Party { get; init; }

    public string? Unit { get; init; }

    /// <summary>With blanks between them.</summary>
    public required string Purposes { get; init; }
}

/// <summary>Somebody has signed in. What a cookie or a refresh token may still do ends with this row.</summary>
internal sealed class AccountSession
{
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required DateTime Started { get; init; }

    /// <summary>The account's security stamp at that moment: a sign-in that was under way while password or factors changed is none.</summary>
    public required string Stamp { get; set; }

    /// <summary>How: some of <see cref="AuthenticationMethods"/>.</summary>
    public required string Methods { get; set; }

    /// <summary>The role that was chosen; null until one is.</summary>
    public long? RoleId { get; set; }
}
