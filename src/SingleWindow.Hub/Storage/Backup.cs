using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Storage;

/// <summary>
/// Copies what cannot be made again: events, documents, batches. Read models are built again from events. The keys of persons are never in a backup: what was erased
/// must not come back with an old copy, so a backup is worth nothing without the key store that lives on.
/// </summary>
internal static class Backup
{
    /// <summary>Takes a backup beside running hubs; the position of its newest event.</summary>
    /// <param name="options">Where the stores are; null: only what others keep.</param>
    /// <param name="folder">Is made; must be empty.</param>
    /// <param name="others">Adds to the folder what others keep.</param>
    /// <param name="now">The time to write into it.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="StoreException">The folder is not empty, or there is no store.</exception>
    public static async Task<long> Take(StorageOptions? options, string folder, Action<string> others, DateTimeOffset now, CancellationToken ct)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) throw new StoreException($"'{folder}' is not empty: a backup goes into a folder of its own.");
        StoreFolder.Create(folder);
        var (position, schemas) = options switch
        {
            null => new BackupSnapshot(0, new Dictionary<string, long>()),
            { Connection: { } connection } => await PostgresBackup.Take(connection, folder, ct),
            _ => SqliteBackup.Take(options, folder),
        };
        others(folder);
        await BackupManifest.Write(folder, KindOf(options), now, position, schemas, ct);
        return position;
    }

    /// <summary>
    /// Restores into empty stores beside the current key store, once it is proved that the events are whole and that this key store is theirs; else nothing is written.
    /// </summary>
    /// <exception cref="StoreException">Something is there already, the key store is missing or another's, or the backup is not whole.</exception>
    public static async Task<BackupReport> Restore(StorageOptions? options, string folder, ILoggerFactory loggers, CancellationToken ct)
    {
        var manifest = await BackupManifest.Read(folder, ct);
        if (manifest.Kind != KindOf(options)) throw new StoreException($"The backup is of {manifest.Kind}; the settings and roles here mean {KindOf(options)}.");
        if (options is null) return new(0, 0, 0);
        if (options.Connection is null && !File.Exists(options.Keys))
            throw new StoreException($"There is no key store '{options.Keys}'. No backup holds one: put the current one there first, with its master key.");
        await using var services = new ServiceCollection().AddLogging().AddSingleton(loggers).AddStorage(options).BuildServiceProvider();
        var (keys, vault) = (services.GetRequiredService<IKeyRows>(), services.GetRequiredService<IKeyVault>());
        if (!await keys.Any(ct)) throw new StoreException("The key store is empty. No backup holds one: put the current one there first, with its master key.");
        // Opened before anything is written: a master key that does not fit stops here.
        await vault.Secret(BlindIndex.SecretName, ct);
        var check = new BackupCheck(keys, new EventFormat(EventCatalog.Default, new Sealer(vault)), manifest.Position);
        return options.Connection is { } connection ? await PostgresBackup.Restore(connection, folder, manifest, check, ct) : await SqliteBackup.Restore(options, folder, check, ct);
    }

    private static string KindOf(StorageOptions? options) => options is null ? "identity" : options.Connection is null ? "sqlite" : "postgres";
}

/// <summary>Of what moment the copy is.</summary>
/// <param name="Position">Of its newest event.</param>
/// <param name="Schemas">Schema version of each store, where the files do not say it.</param>
internal sealed record BackupSnapshot(long Position, IReadOnlyDictionary<string, long> Schemas);
