using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SingleWindow.Identity.Accounts;

/// <summary>
/// Signs people in: the framework's sign-in with a session row behind each cookie. Unknown account, wrong password, locked and switched-off account get one answer after one hash, so that nobody learns which
/// logins exist.
/// </summary>
internal sealed class AccountSignIn(
    UserManager<Account> accounts, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Account> principals, IOptions<IdentityOptions> options, ILogger<SignInManager<Account>> logger,
    IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, Sessions sessions, Turns turns, Passkeys passkeys, SecurityLog log)
    : SignInManager<Account>(accounts, http, principals, options, logger, schemes, confirmation)
{
    private static readonly Account Nobody = new() { DisplayName = "" };
    private static string? hashOfNobody;

    public Task<SignInResult> Password(string login, string password) => turns.Take(UserManager.NormalizeName(login), () => PasswordInTurn(login, password), Context.RequestAborted);

    /// <summary>The code of an authenticator, or a recovery code, of the account that has just given its password.</summary>
    public async Task<bool> SecondFactor(string code, bool recovery)
    {
        var half = (await Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal;
        var whose = half?.FindFirstValue(ClaimTypes.Name);
        var login = await UserManager.Users.AsNoTracking().Where(account => account.Id == whose).Select(account => account.NormalizedUserName).FirstOrDefaultAsync(Context.RequestAborted);
        return login is not null && await turns.Take(login, () => SecondFactorInTurn(code, recovery, half?.FindFirstValue(Claims.AuthenticationMethodReference) ?? AuthenticationMethods.Password), Context.RequestAborted);
    }

    /// <summary>A passkey is two factors by itself, and it cannot be guessed: whoever holds one comes in also while guesses of somebody else have closed the account to passwords.</summary>
    public async Task<bool> Passkey(string credential, string question)
    {
        if (await passkeys.Prove(credential, question) is not { Account: var account } proof)
        {
            // Whose it would be, nobody knows.
            log.Note("unknown", SecurityEvent.PasskeyRefused);
            return false;
        }
        return await turns.Take(account.NormalizedUserName!, async () =>
        {
            if (account.IsOff || !await passkeys.Use(proof)) return Note(account, SecurityEvent.PasskeyRefused, false);
            await SignInWithClaimsAsync(account, isPersistent: false, [Methods(AuthenticationMethods.Passkey)]);
            return true;
        }, Context.RequestAborted);
    }

    /// <summary>Whom the external issuer knows as the holder of this account.</summary>
    public async Task<SignInResult> External(Account account, string methods)
    {
        if (account.IsOff) return SignInResult.Failed;
        if (!account.TwoFactorEnabled || AuthenticationMethods.IsTwoFactors(methods))
        {
            await SignInWithClaimsAsync(account, isPersistent: false, [Methods(methods)]);
            return SignInResult.Success;
        }
        // As the framework does after a password.
        await Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new(new ClaimsIdentity([new(ClaimTypes.Name, account.Id), Methods(methods)], IdentityConstants.TwoFactorUserIdScheme)));
        return SignInResult.TwoFactorRequired;
    }

    private async Task<SignInResult> PasswordInTurn(string login, string password)
    {
        var account = await UserManager.FindByNameAsync(login);
        var hash = account?.PasswordHash ?? (hashOfNobody ??= UserManager.PasswordHasher.HashPassword(Nobody, "a password that nobody has"));
        var fits = UserManager.PasswordHasher.VerifyHashedPassword(account ?? Nobody, hash, password) != PasswordVerificationResult.Failed;
        if (account is not { IsOff: false, PasswordHash: not null }) return SignInResult.Failed;
        if (await UserManager.IsLockedOutAsync(account)) return Note(account, SecurityEvent.Locked, SignInResult.Failed);
        if (!fits)
        {
            await UserManager.AccessFailedAsync(account);
            return Note(account, SecurityEvent.WrongPassword, SignInResult.Failed);
        }
        // With a second factor, failures of both count together: they are forgotten when both were right.
        if (!account.TwoFactorEnabled) await UserManager.ResetAccessFailedCountAsync(account);
        return await SignInOrTwoFactorAsync(account, isPersistent: false);
    }

    private async Task<bool> SecondFactorInTurn(string code, bool recovery, string first)
    {
        if (await GetTwoFactorAuthenticationUserAsync() is not { IsOff: false } account || await UserManager.IsLockedOutAsync(account)) return false;
        var fits = recovery
            ? (await UserManager.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded
            : await UserManager.VerifyTwoFactorTokenAsync(account, Options.Tokens.AuthenticatorTokenProvider, code);
        if (!fits)
        {
            await UserManager.AccessFailedAsync(account);
            return Note(account, SecurityEvent.WrongSecondFactor, false);
        }
        await UserManager.ResetAccessFailedCountAsync(account);
        if (recovery) Note(account, SecurityEvent.RecoveryCodeUsed, true);
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await SignInWithClaimsAsync(account, isPersistent: false, [Methods(AuthenticationMethods.WithCode(first))]);
        return true;
    }

    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        // A session that was there is somebody else's or an older one: it ends. By the cookie itself, since whoever comes back from the external issuer is not anybody yet.
        await sessions.End((await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal?.FindFirstValue(Sessions.Claim));
        var session = await sessions.Start(user, additionalClaims.First(claim => claim.Type == Claims.AuthenticationMethodReference).Value);
        Note(user, SecurityEvent.SignedIn, true);
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, new Claim(Sessions.Claim, session.Id)]);
    }

    public override async Task SignOutAsync()
    {
        await sessions.End(Context.User.FindFirstValue(Sessions.Claim));
        if (UserManager.GetUserId(Context.User) is { } account) log.Note(account, SecurityEvent.SignedOut);
        await base.SignOutAsync();
    }

    public override async Task<bool> CanSignInAsync(Account user) => !user.IsOff && await base.CanSignInAsync(user);

    private static Claim Methods(string methods) => new(Claims.AuthenticationMethodReference, methods);

    private T Note<T>(Account account, SecurityEvent happened, T result)
    {
        log.Note(account.Id, happened);
        return result;
    }
}
