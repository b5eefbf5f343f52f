using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Identity.Accounts;

namespace SingleWindow.Identity.Storage;

/// <summary>The only place with Entity Framework: OpenIddict and ASP.NET Core Identity bring their tables in this form.</summary>
internal sealed class IdentityStore(DbContextOptions<IdentityStore> options) : IdentityUserContext<Account>(options)
{
    /// <summary>When a passkey signed somebody in: the framework's own row has no place for it.</summary>
    public const string LastUsed = nameof(LastUsed);

    public DbSet<AccountRole> Roles => Set<AccountRole>();

    public DbSet<AccountSession> Sessions => Set<AccountSession>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<IdentityUserPasskey<string>>().Property<DateTime?>(LastUsed);
        builder.Entity<AccountRole>().HasOne<Account>().WithMany().HasForeignKey(role => role.AccountId);
        builder.Entity<AccountSession>().HasOne<Account>().WithMany().HasForeignKey(session => session.AccountId);
    }
}

internal static class IdentityStoreRegistration
{
    // OpenID Connect Core, 2.
    private const int LongestSubject = 255;

    public static IServiceCollection AddIdentityStore(this IServiceCollection services, IIdentityPlace place)
    {
        // The version that has passkeys. The model looks for it here, for whoever opens the store: clients are made without anything else of accounts.
        services.Configure<IdentityOptions>(identity => (identity.Stores.SchemaVersion, identity.Stores.MaxLengthForKeys) = (IdentitySchemaVersions.Version3, LongestSubject));
        services.AddSingleton(place);
        services.AddDbContext<IdentityStore>(options =>
        {
            place.Use(options);
            options.UseOpenIddict();
        });
        services.AddOpenIddict().AddCore(core => core.UseEntityFrameworkCore().UseDbContext<IdentityStore>());
        return services;
    }
}
