using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Storage;

/// <summary>Changes the master key. The keys of persons stay what they are, so nothing that they sealed is written anew.</summary>
internal static class KeyRotation
{
    /// <summary>
    /// Wraps all keys anew: under <c>Keys:Master</c>, which on PostgreSQL may happen beside running hubs; or, where the master key is a file, under a new one that takes its place.
    /// </summary>
    /// <returns>How many keys there are, and how many were wrapped anew.</returns>
    /// <exception cref="StoreException">There is no key store, or a key opens with none of the master keys.</exception>
    public static async Task<(long All, long Anew)> Run(StorageOptions options, ILoggerFactory loggers, CancellationToken ct)
    {
        if (options.Connection is null && !File.Exists(options.Keys)) throw new StoreException($"There is no key store '{options.Keys}'.");
        await using var services = new ServiceCollection().AddLogging().AddSingleton(loggers).AddStorage(options).BuildServiceProvider();
        var (rows, logger) = (services.GetRequiredService<IKeyRows>(), loggers.CreateLogger<KeyVault>());
        if (!await rows.Any(ct)) return (0, 0);
        var isFile = string.IsNullOrWhiteSpace(options.MasterKey);
        var masters = isFile ? MasterKey.BeginChange(options.OtherMasterKeys, options.KeyFolder, logger) : MasterKey.Load(options.MasterKey, options.OtherMasterKeys, options.KeyFolder, mayCreate: false, logger);
        try
        {
            var done = await (await KeyVault.Open(rows, masters, logger, ct)).Rotate(ct);
            if (isFile) MasterKey.EndChange(options.KeyFolder);
            return done;
        }
        catch (System.Security.Cryptography.CryptographicException unknown)
        {
            throw new StoreException("A key was wrapped by none of these master keys; configure all that were ever in use in Keys:Others. The others are wrapped anew.", unknown);
        }
    }
}
