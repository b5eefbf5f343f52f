using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace SingleWindow.Hub.PersonalData;

/// <summary>Wraps data keys under the master key and keeps the ones in use in memory.</summary>
internal sealed partial class KeyVault : IKeyVault
{
    // 200 bytes each: 20 MB when full.
    private const int CachedKeys = 100_000;

    private const int PageSize = 500;

    // Subjects are ids with a prefix, so this one is nobody's.
    private const string Installation = "installation";

    private readonly IKeyRows rows;
    private readonly MasterKeys masters;
    private readonly ILogger logger;
    private readonly KeyCache cache = new(CachedKeys);

    private KeyVault(IKeyRows rows, MasterKeys masters, ILogger logger) => (this.rows, this.masters, this.logger) = (rows, masters, logger);

    /// <summary>Opens the vault and proves that a master key is the one that wrapped what is there.</summary>
    /// <exception cref="Storage.StoreException">It is another.</exception>
    public static async Task<KeyVault> Open(IKeyRows rows, MasterKeys masters, ILogger<KeyVault> logger, CancellationToken ct)
    {
        var vault = new KeyVault(rows, masters, logger);
        try
        {
            await vault.Secret("master-check", ct);
            return vault;
        }
        catch (CryptographicException wrongKey)
        {
            throw new Storage.StoreException("The master key does not open the key store. Configure the Keys:Master that it was made with, or, while it is being changed, the former one in Keys:Others.", wrongKey);
        }
    }

    public async ValueTask<IReadOnlyList<byte[]>> GetOrCreate(IReadOnlyList<KeyRef> keys, CancellationToken ct)
    {
        var found = new byte[keys.Count][];
        var missing = new List<int>();
        for (var i = 0; i < keys.Count; i++)
        {
            // Not looked up first: most that are not in memory are new, and for the others it comes to the same.
            if (cache.Find(keys[i]) is { } key) found[i] = key;
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

    public ValueTask<bool> Knows(string subject, CancellationToken ct) => rows.Knows(subject, ct);

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

    /// <summary>
    /// Wraps every key anew that the current master key did not wrap. It may run beside others, and again after it was cut short; a key that is destroyed meanwhile stays destroyed.
    /// </summary>
    /// <returns>How many keys there are, and how many of them were wrapped anew.</returns>
    /// <exception cref="CryptographicException">No master key opens one of them.</exception>
    public async Task<(long All, long Anew)> Rotate(CancellationToken ct)
    {
        var (all, anew) = (0L, 0L);
        IReadOnlyList<WrappedKey> page;
        KeyRef? last = null;
        do
        {
            page = await rows.After(last, PageSize, ct);
            var outdated = page.Select(row => (Row: row, Opened: masters.Unwrap(row.Bytes, Name(row.Key)))).Where(one => !one.Opened.IsCurrent).ToArray();
            if (outdated.Length > 0) await rows.Replace([.. outdated.Select(one => (one.Row, Wrap(one.Row.Key, one.Opened.Key).Bytes))], ct);
            (all, anew, last) = (all + page.Count, anew + outdated.Length, page.Count > 0 ? page[^1].Key : null);
        }
        while (page.Count == PageSize);
        await rows.Scrub(ct);
        return (all, anew);
    }

    // It is there but for the first time, and then must be found where nothing can be written.
    public async ValueTask<byte[]> Secret(string name, CancellationToken ct) => await Find(new(Installation, name), ct) ?? (await GetOrCreate([new(Installation, name)], ct))[0];

    // The name is bound into the wrapping, so that nobody can give one person the key of another by copying a row.
    private WrappedKey Wrap(KeyRef key, byte[] bytes) => new(key, AesGcmBox.Seal(masters.Current, bytes, Name(key)));

    private byte[] Unwrap(KeyRef key, byte[] wrapped) => masters.Unwrap(wrapped, Name(key)).Key;

    private static byte[] Name(KeyRef key) => Encoding.UTF8.GetBytes($"key|{key}");
}
