using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace SingleWindow.Hub.PersonalData;

/// <summary>Wraps data keys under the master key and keeps the ones in use in memory.</summary>
internal sealed partial class KeyVault : IKeyVault
{
    // 200 bytes each: 20 MB when full.
    private const int CachedKeys = 100_000;

    // Subjects are ids with a prefix, so this one is nobody's.
    private const string Installation = "installation";

    private readonly IKeyRows rows;
    private readonly byte[] master;
    private readonly ILogger logger;
    private readonly KeyCache cache = new(CachedKeys);

    private KeyVault(IKeyRows rows, byte[] master, ILogger logger) => (this.rows, this.master, this.logger) = (rows, master, logger);

    /// <summary>Opens the vault and proves that the master key is the one that wrapped what is there.</summary>
    /// <exception cref="Storage.StoreException">The master key is another.</exception>
    public static async Task<KeyVault> Open(IKeyRows rows, byte[] master, ILogger<KeyVault> logger, CancellationToken ct)
    {
        var vault = new KeyVault(rows, master, logger);
        try
        {
            await vault.Secret("master-check", ct);
            return vault;
        }
        catch (CryptographicException wrongKey)
        {
            throw new Storage.StoreException("The master key does not open the key store. Configure the Keys:Master that it was made with.", wrongKey);
        }
    }

    public async ValueTask<IReadOnlyList<byte[]>> GetOrCreate(IReadOnlyList<KeyRef> keys, CancellationToken ct)
    {
        var found = new byte[keys.Count][];
        var missing = new List<int>();
        for (var i = 0; i < keys.Count; i++)
        {
            if (await Find(keys[i], ct) is { } key) found[i] = key;
            else missing.Add(i);
        }
        if (missing.Count == 0) return found;

        var epoch = cache.Epoch;
        // One key may be asked for twice; both places get the one that is kept.
        var durable = await rows.Ensure([.. missing.Select(i => Wrap(keys[i], RandomNumberGenerator.GetBytes(AesGcmBox.KeySize)))], ct);
        for (var i = 0; i < missing.Count; i++)
        {
            var key = keys[missing[i]];
            cache.Add(key, found[missing[i]] = Unwrap(key, durable[i]), epoch);
        }
        return found;
    }

    public async ValueTask<byte[]?> Find(KeyRef key, CancellationToken ct)
    {
        if (cache.Find(key) is { } cached) return cached;
        var epoch = cache.Epoch;
        if (await rows.Find(key, ct) is not { } wrapped) return null;
        var bytes = Unwrap(key, wrapped);
        cache.Add(key, bytes, epoch);
        return bytes;
    }

    public async Task Destroy(string subject, string? retentionClass, CancellationToken ct)
    {
        if (subject == Installation) throw new ArgumentException("The secrets of the installation are nobody's to erase.", nameof(subject));
        try
        {
            await rows.Destroy(subject, retentionClass, ct);
        }
        finally
        {
            // Also when it failed: then the outcome is unknown, and reading again is harmless.
            cache.Forget(subject, retentionClass);
        }
        LogDestroyed(subject, retentionClass ?? "all");
    }

    /// <summary>Forgets a key that another node destroyed; every key when no subject is named.</summary>
    public void Forget(string? subject, string? retentionClass)
    {
        if (subject is null) cache.Clear();
        else cache.Forget(subject, retentionClass);
    }

    public async ValueTask<byte[]> Secret(string name, CancellationToken ct) => (await GetOrCreate([new(Installation, name)], ct))[0];

    // The name is bound into the wrapping, so that nobody can give one person the key of another by copying a row.
    private WrappedKey Wrap(KeyRef key, byte[] bytes) => new(key, AesGcmBox.Seal(master, bytes, Name(key)));

    private byte[] Unwrap(KeyRef key, byte[] wrapped) => AesGcmBox.Open(master, wrapped, Name(key));

    private static byte[] Name(KeyRef key) => Encoding.UTF8.GetBytes($"key|{key}");
}
