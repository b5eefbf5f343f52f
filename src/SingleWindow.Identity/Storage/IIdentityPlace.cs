using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace SingleWindow.Identity.Storage;

/// <summary>Where the issuer keeps its data: a folder of one process, or a schema of a PostgreSQL database that several processes share and are one issuer.</summary>
internal interface IIdentityPlace
{
    IKeyFiles Keys { get; }

    void Use(DbContextOptionsBuilder options);

    /// <summary>Makes the tables, or brings them up to date; safe for processes that start at once.</summary>
    void Ensure(IdentityStore store);

    void Persist(IDataProtectionBuilder protection);

    /// <summary>Waits until no other process has an attempt of this person under way. Dispose what comes back.</summary>
    Task<IAsyncDisposable?> Turn(string whose, CancellationToken cancellationToken);
}

internal static class IdentityPlaces
{
    public static bool AreShared(IConfiguration settings) => settings["Store:Kind"] == "postgres";

    public static IIdentityPlace Of(IConfiguration settings) => AreShared(settings) ? new PostgresPlace(settings) : new FolderPlace(IdentitySchema.PathOf(settings));
}
