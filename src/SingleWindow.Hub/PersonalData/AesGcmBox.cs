using System.Security.Cryptography;

namespace SingleWindow.Hub.PersonalData;

/// <summary>AES-256-GCM with everything in one array: nonce (12 bytes), ciphertext, tag (16 bytes).</summary>
internal static class AesGcmBox
{
    public const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>
    /// Encrypts under a fresh random nonce. A data key seals one person's events of one class, far below the 2^32 messages that random nonces allow.
    /// </summary>
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        RandomNumberGenerator.Fill(nonce);
        return Seal(key, nonce, plain, associated);
    }

    /// <summary>Encrypts the same to the same: the nonce follows from all that is sealed, so it never serves two texts.</summary>
    public static byte[] SealSame(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated) =>
        Seal(key, HMACSHA256.HashData(key, (byte[])[.. SHA256.HashData(associated), .. plain]).AsSpan(0, NonceSize), plain, associated);

    private static byte[] Seal(byte[] key, ReadOnlySpan<byte> fresh, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        var box = new byte[NonceSize + plain.Length + TagSize];
        var nonce = box.AsSpan(0, NonceSize);
        fresh.CopyTo(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), associated);
        return box;
    }

    /// <exception cref="CryptographicException">Another key, other associated data, or changed bytes.</exception>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associated)
    {
        if (box.Length < NonceSize + TagSize) throw new CryptographicException("Sealed data is too short.");
        var plain = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], plain, associated);
        return plain;
    }
}
