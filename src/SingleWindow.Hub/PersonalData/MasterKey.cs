using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.PersonalData;

/// <summary>The key that wraps all others: from configuration, or else from a file that is made once beside the keys.</summary>
internal static partial class MasterKey
{
    /// <param name="configured">Base64 of 32 bytes, or nothing.</param>
    /// <param name="folder">The folder of the key store.</param>
    /// <param name="mayCreate">False when keys exist already: a new master could not open them.</param>
    /// <exception cref="StoreException">There is no usable key.</exception>
    public static byte[] Load(string? configured, string folder, bool mayCreate, ILogger logger)
    {
        if (!string.IsNullOrWhiteSpace(configured)) return Decode(configured, "Keys:Master");
        var path = Path.Combine(folder, "master");
        if (!File.Exists(path))
        {
            if (!mayCreate)
                throw new StoreException($"The key store has keys, but neither Keys:Master nor the file '{path}' is there. Restore the master key.");
            Create(path);
            LogCreated(logger, path);
        }
        else if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
        {
            LogExposed(logger, path);
        }
        return Decode(File.ReadAllText(path), path);
    }

    private static void Create(string path)
    {
        using var file = StoreFolder.Open(path, FileMode.CreateNew, FileShare.None);
        file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(AesGcmBox.KeySize)) + "\n"));
        // On disk before the first key is wrapped with it.
        file.Flush(flushToDisk: true);
    }

    private static byte[] Decode(string text, string source)
    {
        var bytes = new byte[AesGcmBox.KeySize + 1];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == AesGcmBox.KeySize
            ? bytes[..length]
            : throw new StoreException($"{source} is not the base64 form of {AesGcmBox.KeySize} bytes.");
    }
}
