using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace SingleWindow.Identity.Storage;

/// <summary><c>identity.db</c> and files for keys.</summary>
internal sealed class FolderPlace(string path) : IIdentityPlace
{
    public IKeyFiles Keys { get; } = new KeyFolder(path);

    public void Use(DbContextOptionsBuilder options) => options.UseSqlite(IdentitySchema.ConnectionString(path));

    public void Ensure(IdentityStore store) => IdentitySchema.Ensure(store);

    public void Persist(IDataProtectionBuilder protection) => protection.PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(path, "keys", "data-protection")));

    public Task<IAsyncDisposable?> Turn(string whose, CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable?>(null);
}
