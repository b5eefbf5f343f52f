using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using SingleWindow.Identity.Storage;

namespace SingleWindow.Identity.Accounts;

/// <summary>Changes how a person signs in. Each change ends the person's other sessions.</summary>
internal sealed class SecuritySettings(UserManager<Account> accounts, IdentityStore store, IUserStore<Account> users, Sessions sessions, Turns turns, Passkeys passkeys, IDataProtectionProvider protection, SecurityLog log)
{
    private readonly ITimeLimitedDataProtector offers = protection.CreateProtector("authenticator").ToTimeLimitedDataProtector();

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
    public Task<bool> Enrol(SignedIn.Person person, string secret, string code) => InTurn(person, async account =>
    {
        if (TotpCodes.StepOf(secret, code, after: 0) is not { } step) return false;
        await ((IUserAuthenticatorKeyStore<Account>)users).SetAuthenticatorKeyAsync(account, secret, CancellationToken.None);
        account.LastTotpStep = step;
        Require(await accounts.SetTwoFactorEnabledAsync(account, true));
        await Changed(person, SecurityEvent.TotpEnrolled);
        return true;
    });

    /// <summary>Ten codes in place of those that there were.</summary>
    public Task<IReadOnlyList<string>> NewRecoveryCodes(SignedIn.Person person) => InTurn<IReadOnlyList<string>>(person, async account =>
    {
        var codes = await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, 10) ?? throw new InvalidOperationException("the recovery codes were not stored");
        log.Note(account.Id, SecurityEvent.RecoveryCodesMade);
        return [.. codes];
    });

    /// <returns>False when the browser's answer is not one to the question, or there are ten already.</returns>
    public Task<bool> AddPasskey(SignedIn.Person person, string name, string credential, string question) => InTurn(person, async account =>
    {
        if ((await passkeys.Of(account)).Count >= 10 || await passkeys.New(account, credential, question) is not { } passkey) return false;
        passkey.Name = name;
        Require(await accounts.AddOrUpdatePasskeyAsync(account, passkey));
        Require(await accounts.UpdateSecurityStampAsync(account));
        await Changed(person, SecurityEvent.PasskeyAdded);
        return true;
    });

    /// <summary>Takes one away; of one that is not there nothing is said.</summary>
    public Task<bool> RemovePasskey(SignedIn.Person person, string id) => InTurn(person, async account =>
    {
        if ((await passkeys.Of(account)).FirstOrDefault(one => one.Id == id) is null) return false;
        Require(await accounts.RemovePasskeyAsync(account, WebEncoders.Base64UrlDecode(id)));
        Require(await accounts.UpdateSecurityStampAsync(account));
        await Changed(person, SecurityEvent.PasskeyRemoved);
        return true;
    });

    /// <summary>Ends the person's other sessions and their refresh tokens.</summary>
    public Task EndOthers(SignedIn.Person person)
    {
        log.Note(person.Account.Id, SecurityEvent.OtherSessionsEnded);
        return sessions.EndAll(person.Account, person.Session.Id);
    }

    /// <summary>Wrong current passwords count like those of a sign-in: whoever finds an open browser shall not guess.</summary>
    public Task<IdentityResult> ChangePassword(SignedIn.Person person, string current, string password) => InTurn(person, async account =>
    {
        if (await accounts.IsLockedOutAsync(account)) return IdentityResult.Failed(accounts.ErrorDescriber.PasswordMismatch());
        var result = await accounts.ChangePasswordAsync(account, current, password);
        if (result.Succeeded) await Changed(person, SecurityEvent.PasswordSet);
        else if (result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.PasswordMismatch)))
        {
            await accounts.AccessFailedAsync(account);
            log.Note(account.Id, SecurityEvent.WrongPassword);
        }
        return result;
    });

    // As it is when its turn has come, so that no other attempt has written it meanwhile.
    private Task<T> InTurn<T>(SignedIn.Person person, Func<Account, Task<T>> change) => turns.Take(person.Account.NormalizedUserName!, async () =>
    {
        await store.Entry(person.Account).ReloadAsync();
        return await change(person.Account);
    }, CancellationToken.None);

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
