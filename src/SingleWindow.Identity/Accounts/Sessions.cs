using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using SingleWindow.Identity.Storage;

namespace SingleWindow.Identity.Accounts;

/// <summary>Who is signed in. A session lasts eight hours at most, whatever its cookie or its refresh tokens say.</summary>
internal sealed class Sessions(IdentityStore store)
{
    /// <summary>The claim with the session's id.</summary>
    public const string Claim = "sid";

    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <param name="account">Who has signed in.</param>
    /// <param name="methods">By which <see cref="AuthenticationMethods"/>.</param>
    public async Task<AccountSession> Start(Account account, string methods)
    {
        var session = new AccountSession { Id = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32)), AccountId = account.Id, Started = Now, Stamp = account.SecurityStamp!, Methods = methods };
        store.Sessions.Add(session);
        await store.SaveChangesAsync();
        await store.Sessions.Where(old => old.Started < Now - Longest).ExecuteDeleteAsync();
        return session;
    }

    /// <summary>The session, while it lasts and its account is as it was, and not off.</summary>
    public async Task<AccountSession?> Find(string? id, CancellationToken cancellationToken) => await store.Sessions
        .Where(session => session.Id == id && session.Started > Now - Longest && store.Users.Any(account => account.Id == session.AccountId && account.SecurityStamp == session.Stamp && !account.IsOff))
        .FirstOrDefaultAsync(cancellationToken);

    public Task End(string? id) => store.Sessions.Where(session => session.Id == id).ExecuteDeleteAsync();

    /// <summary>Ends all others of the account, which has a new stamp.</summary>
    public async Task Keep(AccountSession session, Account account)
    {
        session.Stamp = account.SecurityStamp!;
        await store.SaveChangesAsync();
        await EndAll(account, session.Id);
    }

    public Task EndAll(Account account, string? except = null) => store.Sessions.Where(session => session.AccountId == account.Id && session.Id != except).ExecuteDeleteAsync();

    public async Task<IReadOnlyList<AccountRole>> RolesOf(string accountId, CancellationToken cancellationToken) =>
        await store.Roles.AsNoTracking().Where(role => role.AccountId == accountId).OrderBy(role => role.Id).ToListAsync(cancellationToken);

    public async Task Choose(AccountSession session, long roleId, CancellationToken cancellationToken)
    {
        session.RoleId = roleId;
        await store.SaveChangesAsync(cancellationToken);
    }
}
