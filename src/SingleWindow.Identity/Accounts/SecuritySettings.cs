using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using SingleWindow.Identity.Storage;

namespace SingleWindow.Identity.Accounts;

/// <summary>Changes how a person signs in, within <see cref="InTurn"/>. Each change ends the person's other sessions.</summary>
internal sealed class SecuritySettings(
    UserManager<Account> accounts, IdentityStore store, IUserStore<Account> users, Sessions sessions, SignedIn signedIn, Turns turns, Passkeys passkeys, IDataProtectionProvider protection, SecurityLog log)
{
    private readonly ITimeLimitedDataProtector offers = protection.CreateProtector("authenticator").ToTimeLimitedDataProtector();

    /// <summary>
    /// Changes the account when its turn has come, by the session as it is then: one that a new password has ended while this waited changes nothing any more. All that is written becomes true at once, or nothing does.
    /// </summary>
    /// <returns>Null when nobody is signed in by then, or not lately.</returns>
    public async Task<T?> InTurn<T>(Func<SignedIn.Person, Task<T>> change) where T : class
    {
        if (await signedIn.Find() is not { IsFresh: true } before) return null;
        return await turns.Take(before.Account.NormalizedUserName!, async () =>
        {
            // What was read before is forgotten, else it would be found again in place of what is there now.
            store.ChangeTracker.Clear();
            await using var transaction = await store.Database.BeginTransactionAsync();
            if (await signedIn.Find() is not { IsFresh: true } person) return null;
            var result = await change(person);
            await transaction.CommitAsync();
            return result;
        }, CancellationToken.None);
    }

    /// <summary>Whoever has a second factor changes factors only after having shown one: with a password alone, whoever stole it would set up another beside.</summary>
    public async Task<bool> MayChangeFactors(SignedIn.Person person) => AuthenticationMethods.IsTwoFactors(person.Session.Methods) || !await HasSecondFactor(person.Account);

    /// <summary>Whether the person can sign in with two factors.</summary>
    public async Task<bool> HasSecondFactor(Account account) => account.TwoFactorEnabled || (await passkeys.Of(account)).Count > 0;

    /// <summary>A new secret, and the same sealed for the form: until a code proves that an authenticator has it, the store knows nothing of it and the former one goes on working.</summary>
    public (string Secret, string Offer) NewSecret()
    {
        var secret = accounts.GenerateNewAuthenticatorKey();
        return (secret, offers.Protect(secret, TimeSpan.FromMinutes(15)));
    }

    /// <summary>The secret of an offer; null when it is not ours or too old.</summary>
    public string? SecretOf(string offer)
    {
        try
        {
            return offers.Unprotect(offer);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <returns>False when that is not the code of this secret now.</returns>
    public async Task<bool> Enrol(SignedIn.Person person, string secret, string code)
    {
        var account = person.Account;
        if (TotpCodes.StepOf(secret, code, after: 0) is not { } step) return false;
        await ((IUserAuthenticatorKeyStore<Account>)users).SetAuthenticatorKeyAsync(account, secret, CancellationToken.None);
        account.LastTotpStep = step;
        Require(await accounts.SetTwoFactorEnabledAsync(account, true));
        // Whoever has shown the code has shown two factors by now.
        if (!AuthenticationMethods.IsTwoFactors(person.Session.Methods)) person.Session.Methods = AuthenticationMethods.WithCode(person.Session.Methods);
        await Changed(person, SecurityEvent.TotpEnrolled);
        return true;
    }

    /// <summary>Ten codes in place of those that there were.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodes(SignedIn.Person person)
    {
        var codes = await accounts.GenerateNewTwoFactorRecoveryCodesAsync(person.Account, 10) ?? throw new InvalidOperationException("the recovery codes were not stored");
        log.Note(person.Account.Id, SecurityEvent.RecoveryCodesMade);
        return [.. codes];
    }

    /// <returns>False when the browser's answer is not one to the question, or there are ten already.</returns>
    public async Task<bool> AddPasskey(SignedIn.Person person, string name, string credential, string question)
    {
        var account = person.Account;
        if ((await passkeys.Of(account)).Count >= 10 || await passkeys.New(account, credential, question) is not { } passkey) return false;
        passkey.Name = name;
        Require(await accounts.AddOrUpdatePasskeyAsync(account, passkey));
        Require(await accounts.UpdateSecurityStampAsync(account));
        if (!AuthenticationMethods.IsTwoFactors(person.Session.Methods)) person.Session.Methods = $"{person.Session.Methods} {AuthenticationMethods.Passkey}".TrimStart();
        await Changed(person, SecurityEvent.PasskeyAdded);
        return true;
    }

    /// <summary>Takes one away; of one that is not there nothing is said.</summary>
    public async Task<bool> RemovePasskey(SignedIn.Person person, string id)
    {
        var account = person.Account;
        if ((await passkeys.Of(account)).FirstOrDefault(one => one.Id == id) is null) return false;
        Require(await accounts.RemovePasskeyAsync(account, WebEncoders.Base64UrlDecode(id)));
        Require(await accounts.UpdateSecurityStampAsync(account));
        await Changed(person, SecurityEvent.PasskeyRemoved);
        return true;
    }

    /// <summary>Ends the person's other sessions and their refresh tokens.</summary>
    public Task EndOthers(SignedIn.Person person)
    {
        log.Note(person.Account.Id, SecurityEvent.OtherSessionsEnded);
        return sessions.EndAll(person.Account, person.Session.Id);
    }

    /// <summary>Wrong current passwords count like those of a sign-in: whoever finds an open browser shall not guess.</summary>
    public async Task<IdentityResult> ChangePassword(SignedIn.Person person, string current, string password)
    {
        var account = person.Account;
        if (await accounts.IsLockedOutAsync(account)) return IdentityResult.Failed(accounts.ErrorDescriber.PasswordMismatch());
        var result = await accounts.ChangePasswordAsync(account, current, password);
        if (result.Succeeded) await Changed(person, SecurityEvent.PasswordSet);
        else if (result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.PasswordMismatch)))
        {
            await accounts.AccessFailedAsync(account);
            log.Note(account.Id, SecurityEvent.WrongPassword);
        }
        return result;
    }

    private Task Changed(SignedIn.Person person, SecurityEvent happened)
    {
        log.Note(person.Account.Id, happened);
        return sessions.Keep(person.Session, person.Account);
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException("the account was not stored");
    }
}
