using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Identity.Storage;

namespace SingleWindow.Identity.Accounts;

/// <summary>The people who may sign in. Works beside a running server, from any process that sees the same store.</summary>
public sealed class AccountRegistry : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly AsyncServiceScope scope;
    private readonly IdentityStore store;
    private readonly UserManager<Account> accounts;
    private readonly Sessions sessions;

    private AccountRegistry(ServiceProvider services)
    {
        this.services = services;
        scope = services.CreateAsyncScope();
        store = scope.ServiceProvider.GetRequiredService<IdentityStore>();
        accounts = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        sessions = scope.ServiceProvider.GetRequiredService<Sessions>();
    }

    /// <summary>Opens the registry of this installation; makes the store when it is not there yet.</summary>
    public static AccountRegistry Open(IConfiguration settings)
    {
        var place = IdentityPlaces.Of(settings);
        var builder = new ServiceCollection().AddLogging().AddIdentityStore(place);
        builder.AddAccounts();
        var registry = new AccountRegistry(builder.BuildServiceProvider());
        place.Ensure(registry.store);
        return registry;
    }

    /// <summary>Makes an account that has no password yet.</summary>
    /// <returns>The code with which the person sets it.</returns>
    /// <exception cref="ArgumentException">The login is taken or has other characters than it may; the message says it.</exception>
    public async Task<string> Create(string login, string name, ActingRole role, CancellationToken cancellationToken)
    {
        if (login.Length is < 3 or > 64) throw new ArgumentException("--login has 3 to 64 characters");
        var account = new Account { UserName = login, DisplayName = name };
        var code = FirstCodes.Give(account);
        store.Roles.Add(Row(account, role));
        Require(await accounts.CreateAsync(account));
        return code;
    }

    /// <summary>Gives the account one more role.</summary>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public async Task Add(string login, ActingRole role, CancellationToken cancellationToken)
    {
        store.Roles.Add(Row(await Find(login), role));
        await store.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Lets the person sign in through an issuer that knows them by this subject.</summary>
    /// <exception cref="ArgumentException">There is no such account, or the subject is another one's.</exception>
    public async Task Link(string login, string issuer, string subject) => Require(await accounts.AddLoginAsync(await Find(login), new UserLoginInfo(issuer, subject, null)));

    /// <summary>Takes that away, and ends the account's sessions.</summary>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public async Task Unlink(string login, string issuer, string subject)
    {
        var account = await Find(login);
        Require(await accounts.RemoveLoginAsync(account, issuer, subject));
        await sessions.EndAll(account);
    }

    /// <summary>All accounts, by login.</summary>
    public async Task<IReadOnlyList<RegisteredAccount>> List(CancellationToken cancellationToken)
    {
        var roles = (await store.Roles.AsNoTracking().OrderBy(role => role.Id).ToListAsync(cancellationToken)).ToLookup(role => role.AccountId, role => new ActingRole(role.Scope, role.Party, role.Unit, role.Purposes.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        return [.. (await accounts.Users.AsNoTracking().OrderBy(account => account.NormalizedUserName).ToListAsync(cancellationToken))
            .Select(account => new RegisteredAccount(account.UserName!, account.DisplayName, account.IsOff, [.. roles[account.Id]]))];
    }

    /// <summary>Ends the account: sessions and refresh tokens at once, access tokens within their five minutes.</summary>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public async Task SwitchOff(string login)
    {
        var account = await Find(login);
        (account.IsOff, account.FirstCode) = (true, null);
        Require(await accounts.UpdateAsync(account));
        await sessions.EndAll(account);
    }

    /// <summary>Takes away password, second factors, passkeys and sessions: for a person who lost them.</summary>
    /// <returns>The code with which the person sets a new password.</returns>
    /// <exception cref="ArgumentException">There is no such account, or it is off.</exception>
    public async Task<string> Reset(string login)
    {
        var account = await Find(login);
        if (account.IsOff) throw new ArgumentException("the account is off");
        Require(await accounts.RemovePasswordAsync(account));
        foreach (var secret in await store.UserTokens.Where(token => token.UserId == account.Id).ToListAsync()) store.UserTokens.Remove(secret);
        foreach (var passkey in await store.UserPasskeys.Where(passkey => passkey.UserId == account.Id).ToListAsync()) store.UserPasskeys.Remove(passkey);
        (account.TwoFactorEnabled, account.LockoutEnd, account.AccessFailedCount) = (false, null, 0);
        var code = FirstCodes.Give(account);
        Require(await accounts.UpdateAsync(account));
        await sessions.EndAll(account);
        return code;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        await services.DisposeAsync();
    }

    private static AccountRole Row(Account account, ActingRole role) => new() { AccountId = account.Id, Scope = role.Scope, Party = role.Party, Unit = role.Unit, Purposes = string.Join(' ', role.Purposes) };

    private async Task<Account> Find(string login) => await accounts.FindByNameAsync(login) ?? throw new ArgumentException("there is no account with this login");

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded) throw new ArgumentException(string.Join(' ', result.Errors.Select(error => error.Description)));
    }
}
