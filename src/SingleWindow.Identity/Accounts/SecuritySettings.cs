using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace SingleWindow.Identity.Accounts;

/// <summary>Changes how a person signs in. Each change ends the person's other sessions.</summary>
internal sealed class SecuritySettings(UserManager<Account> accounts, IUserStore<Account> store, Sessions sessions, IDataProtectionProvider protection, SecurityLog log)
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
    public async Task<bool> Enrol(SignedIn.Person person, string secret, string code)
    {
        var account = person.Account;
        if (TotpCodes.StepOf(secret, code, after: 0) is not { } step) return false;
        await ((IUserAuthenticatorKeyStore<Account>)store).SetAuthenticatorKeyAsync(account, secret, CancellationToken.None);
        account.LastTotpStep = step;
        await accounts.SetTwoFactorEnabledAsync(account, true);
        await Changed(person, SecurityEvent.TotpEnrolled);
        return true;
    }

    /// <summary>Ten codes in place of those that there were.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodes(SignedIn.Person person)
    {
        var codes = await accounts.GenerateNewTwoFactorRecoveryCodesAsync(person.Account, 10);
        log.Note(person.Account.Id, SecurityEvent.RecoveryCodesMade);
        return [.. codes!];
    }

    public async Task<IdentityResult> ChangePassword(SignedIn.Person person, string current, string password)
    {
        var result = await accounts.ChangePasswordAsync(person.Account, current, password);
        if (result.Succeeded) await Changed(person, SecurityEvent.PasswordSet);
        return result;
    }

    private Task Changed(SignedIn.Person person, SecurityEvent happened)
    {
        log.Note(person.Account.Id, happened);
        return sessions.EndAll(person.Account, except: person.Session.Id);
    }
}
