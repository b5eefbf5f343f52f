using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Identity.Storage;

namespace SingleWindow.Identity.Accounts;

internal static class AccountServices
{
    /// <summary>What keeps accounts, for the server and for the command line.</summary>
    public static IdentityBuilder AddAccounts(this IServiceCollection services)
    {
        // OWASP's number for PBKDF2 with SHA-512.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.AddScoped<IPasswordValidator<Account>, PasswordRules>();
        services.AddScoped<Sessions>();
        return services.AddIdentityCore<Account>(identity =>
        {
            identity.Lockout.MaxFailedAccessAttempts = 5;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            identity.Tokens.AuthenticatorTokenProvider = nameof(TotpCodes);
            // The rules are in PasswordRules; of the framework's own none stays.
            identity.Password = new PasswordOptions { RequiredLength = 0, RequiredUniqueChars = 0, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
        }).AddEntityFrameworkStores<IdentityStore>().AddTokenProvider<TotpCodes>(nameof(TotpCodes));
    }
}
