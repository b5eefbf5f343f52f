using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.PersonalData;

/// <summary>The key that wraps all others: from configuration, or else from a file that is made once beside the keys.</summary>
internal static partial class MasterKey
{
    private const string CurrentFile = "master", NextFile = "master.next";

    /// <param name="configured">Base64 of 32 bytes, or nothing.</param>
    /// <param name="others">Further ones that open what they wrapped, with commas between them; or nothing.</param>
    /// <param name="folder">The folder of the key store.</param>
    /// <param name="mayCreate">False when keys exist already: a new master could not open them.</param>
    /// <param name="logger">Warned of a file that others can read.</param>
    /// <exception cref="StoreException">There is no usable key.</exception>
    public static MasterKeys Load(string? configured, string? others, string folder, bool mayCreate, ILogger logger)
    {
        byte[][] more = [.. (others ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(other => Decode(other, "Keys:Others"))];
        if (!string.IsNullOrWhiteSpace(configured)) return new(Decode(configured, "Keys:Master"), more);
        // There only when a change was cut short: some keys may be wrapped by it.
        var next = Path.Combine(folder, NextFile);
        return new(OfFile(folder, mayCreate, logger), File.Exists(next) ? [.. more, Decode(File.ReadAllText(next), next)] : more);
    }

    /// <summary>The key of the file and the one that shall take its place: made now, or by a change that was cut short.</summary>
    public static MasterKeys BeginChange(string? others, string folder, ILogger logger)
    {
        var former = Load(null, others, folder, mayCreate: false, logger);
        var next = Path.Combine(folder, NextFile);
        if (!File.Exists(next)) Create(next);
        return new(Decode(File.ReadAllText(next), next), [former.Current, .. former.Others]);
    }

    /// <summary>All keys are wrapped by the new one: it takes the place of the other.</summary>
    public static void EndChange(string folder) => File.Move(Path.Combine(folder, NextFile), Path.Combine(folder, CurrentFile), overwrite: true);

    private static byte[] OfFile(string folder, bool mayCreate, ILogger logger)
    {
        var path = Path.Combine(folder, CurrentFile);
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
        // Whole or not at all, and on disk before the first key is wrapped with it.
        var draft = path + ".draft";
        using (var file = StoreFolder.Open(draft, FileMode.Create, FileShare.None))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(AesGcmBox.KeySize)) + "\n"));
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path);
    }

    private static byte[] Decode(string text, string source)
    {
        var bytes = new byte[AesGcmBox.KeySize + 1];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == AesGcmBox.KeySize
            ? bytes[..length]
            : throw new StoreException($"{source} is not the base64 form of {AesGcmBox.KeySize} bytes.");
    }
}
