using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace SingleWindow.Identity.Storage;

/// <summary>The only place with Entity Framework: OpenIddict brings its tables in this form.</summary>
internal sealed class IdentityStore(DbContextOptions<IdentityStore> options) : DbContext(options);

internal static class IdentityStoreRegistration
{
    public static IServiceCollection AddIdentityStore(this IServiceCollection services, string path)
    {
        services.AddDbContext<IdentityStore>(options => options.UseSqlite(IdentitySchema.ConnectionString(path)).UseOpenIddict());
        services.AddOpenIddict().AddCore(core => core.UseEntityFrameworkCore().UseDbContext<IdentityStore>());
        return services;
    }
}
