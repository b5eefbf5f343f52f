using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using SingleWindow.Identity.Storage;

namespace SingleWindow.Identity.Accounts;

/// <summary>Passkeys (WebAuthn). The framework checks what a browser answers; what was asked for goes along sealed, and is good for five minutes.</summary>
internal sealed class Passkeys(IPasskeyHandler<Account> handler, UserManager<Account> accounts, IdentityStore store, IHttpContextAccessor http, IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector seals = protection.CreateProtector("passkey").ToTimeLimitedDataProtector();

    /// <summary>What the browser is asked, as JSON, and the same sealed for the form.</summary>
    internal sealed record Question(string Options, string Sealed);

    /// <summary>Somebody who has proved to hold a passkey, and to be there.</summary>
    internal sealed record Proof(Account Account, UserPasskeyInfo Passkey, DateTime Asked);

    /// <summary>Asks for a new passkey of this account.</summary>
    public async Task<Question> AskForNew(Account account)
    {
        var options = await handler.MakeCreationOptionsAsync(new() { Id = account.Id, Name = account.UserName!, DisplayName = account.DisplayName }, http.HttpContext!);
        return new(options.CreationOptionsJson, Seal("new", options.AttestationState!));
    }

    /// <summary>Asks for a passkey of whoever it may be: nobody is named, so nobody learns which logins exist.</summary>
    public async Task<Question> AskForAny()
    {
        var options = await handler.MakeRequestOptionsAsync(null, http.HttpContext!);
        return new(options.RequestOptionsJson, Seal("any", options.AssertionState!));
    }

    /// <returns>The new passkey; null when that is no answer to the question, or not of this account.</returns>
    public async Task<UserPasskeyInfo?> New(Account account, string credential, string question)
    {
        if (Unseal("new", question) is not { } asked) return null;
        var result = await handler.PerformAttestationAsync(new() { HttpContext = http.HttpContext!, CredentialJson = credential, AttestationState = asked.State });
        return result is { Succeeded: true, Passkey: { } passkey } && result.UserEntity.Id == account.Id ? passkey : null;
    }

    /// <returns>Whose passkey it is; null when that is no answer to the question.</returns>
    public async Task<Proof?> Prove(string credential, string question)
    {
        if (Unseal("any", question) is not { } asked) return null;
        var result = await handler.PerformAssertionAsync(new() { HttpContext = http.HttpContext!, CredentialJson = credential, AssertionState = asked.State });
        return result is { Succeeded: true, User: { } account, Passkey: { } passkey } ? new(account, passkey, asked.At) : null;
    }

    /// <summary>Notes that it was used. An answer to a question from before its last use is an old one that comes again: of all that were asked before, one counts.</summary>
    /// <returns>False when that is such an answer, or when the passkey was removed meanwhile.</returns>
    public async Task<bool> Use(Proof proof)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var used = await store.UserPasskeys.Where(row => row.CredentialId == proof.Passkey.CredentialId && (EF.Property<DateTime?>(row, IdentityStore.LastUsed) ?? DateTime.MinValue) < proof.Asked)
            .ExecuteUpdateAsync(row => row.SetProperty(one => EF.Property<DateTime?>(one, IdentityStore.LastUsed), now));
        if (used != 1) return false;
        // The framework writes the whole row, as it was read before.
        await store.Entry(await store.UserPasskeys.SingleAsync(row => row.CredentialId == proof.Passkey.CredentialId)).ReloadAsync();
        return (await accounts.AddOrUpdatePasskeyAsync(proof.Account, proof.Passkey)).Succeeded;
    }

    /// <summary>Those of an account, the oldest first.</summary>
    public async Task<IReadOnlyList<Held>> Of(Account account)
    {
        var rows = await store.UserPasskeys.Where(row => row.UserId == account.Id).ToListAsync();
        return [.. rows.OrderBy(row => row.Data.CreatedAt).Select(row => new Held(WebEncoders.Base64UrlEncode(row.CredentialId), row.Data.Name ?? "", row.Data.CreatedAt,
            (DateTime?)store.Entry(row).Property(IdentityStore.LastUsed).CurrentValue))];
    }

    /// <summary>What a person sees of a passkey.</summary>
    internal sealed record Held(string Id, string Name, DateTimeOffset Created, DateTime? LastUsed);

    private string Seal(string kind, string state) => seals.Protect($"{kind}\n{TimeProvider.System.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture)}\n{state}", Lifetime);

    private (DateTime At, string State)? Unseal(string kind, string question)
    {
        try
        {
            return seals.Unprotect(question).Split('\n', 3) is [var ofKind, var at, var state] && ofKind == kind ? (new DateTime(long.Parse(at, CultureInfo.InvariantCulture), DateTimeKind.Utc), state) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
