namespace SingleWindow.Hub.PersonalData;

/// <summary>Encrypts personal data under the key of its person and retention class, and reads it back as long as the key lives.</summary>
internal sealed class Sealer(IKeyVault vault)
{
    /// <summary>Seals bytes. The associated data is not stored: whoever opens must name the same, so a sealed value cannot be moved elsewhere.</summary>
    /// <exception cref="KeyDestroyedException">The person was erased.</exception>
    public async ValueTask<Storage.SealedData> Seal(KeyRef key, ReadOnlyMemory<byte> plain, ReadOnlyMemory<byte> associated, CancellationToken ct)
    {
        var keys = await vault.GetOrCreate([key], ct);
        return new(key, AesGcmBox.Seal(keys[0], plain.Span, associated.Span));
    }

    /// <summary>True as long as the key lives.</summary>
    public async ValueTask<bool> Opens(KeyRef key, CancellationToken ct) => await vault.Find(key, ct) is not null;

    /// <summary>The bytes, or null when the key was destroyed.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The sealed value was changed, or belongs elsewhere.</exception>
    public async ValueTask<byte[]?> Open(Storage.SealedData sealedData, ReadOnlyMemory<byte> associated, CancellationToken ct) =>
        await vault.Find(sealedData.Key, ct) is { } key ? AesGcmBox.Open(key, sealedData.Bytes, associated.Span) : null;
}
