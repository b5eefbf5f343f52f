using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace SingleWindow.Identity.Accounts;

/// <summary>Who asks, as the session row says: a cookie alone is not believed.</summary>
internal sealed class SignedIn(IHttpContextAccessor http, Sessions sessions, UserManager<Account> accounts)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    public async Task<Person?> Find()
    {
        var context = http.HttpContext!;
        return await sessions.Find(context.User.FindFirstValue(Sessions.Claim), context.RequestAborted) is { } session
            && await accounts.FindByIdAsync(session.AccountId) is { } account ? new Person(account, session) : null;
    }

    internal sealed record Person(Account Account, AccountSession Session)
    {
        public TimeSpan Since => TimeProvider.System.GetUtcNow().UtcDateTime - Session.Started;

        /// <summary>Recent enough to change how one signs in (ASVS 7.5.1).</summary>
        public bool IsFresh => Since < Fresh;
    }
}
