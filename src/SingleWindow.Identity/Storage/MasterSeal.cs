using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace SingleWindow.Identity.Storage;

/// <summary>Seals texts under <c>Keys:Master</c> (AES-256-GCM: nonce, text, tag), as the hub seals keys of persons. The name is bound in, so that no row can take another's place.</summary>
internal sealed class MasterSeal
{
    private const int KeySize = 32, NonceSize = 12, TagSize = 16;
    private readonly byte[] current;
    private readonly byte[][] others;

    private MasterSeal(byte[] current, byte[][] others) => (this.current, this.others) = (current, others);

    /// <exception cref="InvalidDataException">There is no usable key.</exception>
    public static MasterSeal Of(IConfiguration settings) => new(
        Decode(settings["Keys:Master"] ?? "", "Keys:Master"),
        [.. (settings["Keys:Others"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(other => Decode(other, "Keys:Others"))]);

    public byte[] Seal(string name, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceSize));
        using var aes = new AesGcm(current, TagSize);
        aes.Encrypt(box.AsSpan(0, NonceSize), plain, box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), Bound(name));
        return box;
    }

    /// <returns>The text, and whether the current key sealed it.</returns>
    /// <exception cref="InvalidDataException">None of the keys did.</exception>
    public (string Text, bool IsCurrent) Open(string name, byte[] box)
    {
        if (TryOpen(current, name, box) is { } text) return (text, true);
        return others.Select(other => TryOpen(other, name, box)).FirstOrDefault(opened => opened is not null) is { } former
            ? (former, false)
            : throw new InvalidDataException($"Keys:Master does not open the issuer's key '{name}': it is another installation's, or a former one that belongs into Keys:Others");
    }

    private static string? TryOpen(byte[] key, string name, byte[] box)
    {
        if (box.Length < NonceSize + TagSize) return null;
        var plain = new byte[box.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(box.AsSpan(0, NonceSize), box.AsSpan(NonceSize, plain.Length), box.AsSpan(NonceSize + plain.Length), plain, Bound(name));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        return Encoding.UTF8.GetString(plain);
    }

    // Apart from what the hub wraps under the same key.
    private static byte[] Bound(string name) => Encoding.UTF8.GetBytes("identity:" + name);

    private static byte[] Decode(string text, string setting)
    {
        var bytes = new byte[KeySize + 1];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == KeySize ? bytes[..length] : throw new InvalidDataException($"{setting} is not the base64 form of {KeySize} bytes");
    }
}
