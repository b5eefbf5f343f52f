using System.Globalization;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using SingleWindow.Identity.Accounts;
using SingleWindow.Identity.Storage;

namespace SingleWindow.Identity.Tokens;

/// <summary>
/// The keys that sign tokens: a file for each, named by the moment from which it signs. The next one is published long before it signs, so that whoever keeps keys in a cache has it by then; the former one stays until the
/// last token that it signed has ended.
/// </summary>
internal sealed class SigningKeys(string storePath, TimeProvider clock)
{
    /// <summary>How long a key is known before it signs: caches of keys, those of the hub among them, are an hour old at most.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromHours(2);

    /// <summary>
    /// The shortest that a key is known before it signs, for whoever cannot wait. The hub asks the issuer for keys at most every half minute, however many tokens name one that it does not know: whoever sends it an invented name just before
    /// would have it refuse good tokens until then, unless it has asked since this key was published.
    /// </summary>
    public static readonly TimeSpan ShortestLead = TimeSpan.FromMinutes(1);

    /// <summary>How long a key stays after another one signs: refresh tokens live longest, and clocks differ.</summary>
    public static readonly TimeSpan Overlap = Sessions.Longest + TimeSpan.FromHours(1);

    /// <summary>How old a key becomes.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    private const string Pattern = "yyyyMMdd'T'HHmmss'Z'";
    private readonly string folder = Path.Combine(storePath, "keys", "identity-signing");
    private readonly Dictionary<string, ECDsaSecurityKey> read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Exception> unreadable = new(StringComparer.Ordinal);

    /// <summary>Files that hold no key that can be read: they are left out, and tried again.</summary>
    public IReadOnlyDictionary<string, Exception> Unreadable => unreadable;

    /// <summary>Those that are published, and which of them signs.</summary>
    internal sealed record Ring(ECDsaSecurityKey Signing, IReadOnlyList<ECDsaSecurityKey> Published)
    {
        public string Name { get; } = string.Join(' ', Published.Select(key => key.KeyId).Prepend(Signing.KeyId));
    }

    /// <summary>The keys as they are now. Makes the first one; makes the next one when the newest grows old; takes away those that are of no use.</summary>
    public Ring Now()
    {
        var now = clock.GetUtcNow();
        if (ReadableFiles() is not [.., var newest]) Add(now);
        else if (newest.From <= now - Longest) Add(now + Lead);
        var files = ReadableFiles();
        var signing = files.LastOrDefault(file => file.From <= now) is { Path: not null } current ? current : files[0];
        for (var next = 1; next < files.Count; next++)
            if (files[next].From <= now - Overlap) File.Delete(files[next - 1].Path);
        return new(Read(signing.Path), [.. ReadableFiles().Select(file => Read(file.Path))]);
    }

    /// <summary>Makes a key that signs at once, and takes away all others, those that were to come too: whoever stole one had the folder.</summary>
    /// <returns>Its id, and since when it signs.</returns>
    public (string Id, DateTimeOffset From) ReplaceAll()
    {
        var (from, others) = (clock.GetUtcNow(), Files());
        // The file of this very second may be one of those.
        while (File.Exists(PathOf(from))) from -= TimeSpan.FromSeconds(1);
        // First the new one: a running issuer that finds none makes one of its own.
        var id = Add(from);
        foreach (var (_, path) in others) File.Delete(path);
        return (id, from);
    }

    /// <summary>Makes a key that signs from then on.</summary>
    /// <returns>Its id, as tokens name it.</returns>
    public string Add(DateTimeOffset from)
    {
        var path = PathOf(from);
        PrivateFiles.ReadOrCreate(path, () =>
        {
            // ES256: accepted by FAPI 2.0, small, and quick to make at the first start.
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return made.ExportPkcs8PrivateKeyPem();
        });
        return Read(path).KeyId;
    }

    private string PathOf(DateTimeOffset from) => Path.Combine(folder, from.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture) + ".pem");

    // One broken file must not take the good ones with it.
    private List<(DateTimeOffset From, string Path)> ReadableFiles()
    {
        var files = Files();
        foreach (var gone in unreadable.Keys.Where(path => !files.Exists(file => file.Path == path)).ToArray()) unreadable.Remove(gone);
        return files.FindAll(file =>
        {
            try
            {
                Read(file.Path);
                unreadable.Remove(file.Path);
                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
            {
                unreadable[file.Path] = exception;
                return false;
            }
        });
    }

    // The oldest first. The one that all installations had before there were others is older than any.
    private List<(DateTimeOffset From, string Path)> Files()
    {
        List<(DateTimeOffset, string)> files = [];
        var first = folder + ".pem";
        if (File.Exists(first)) files.Add((DateTimeOffset.UnixEpoch, first));
        if (!Directory.Exists(folder)) return files;
        foreach (var path in Directory.GetFiles(folder, "*.pem").Order(StringComparer.Ordinal))
            if (DateTimeOffset.TryParseExact(Path.GetFileNameWithoutExtension(path), Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var from)) files.Add((from, path));
        return files;
    }

    private ECDsaSecurityKey Read(string path)
    {
        if (read.TryGetValue(path, out var known)) return known;
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        if (key.KeySize != 256) throw new CryptographicException("the key is not EC P-256");
        var security = new ECDsaSecurityKey(key);
        security.KeyId = Base64UrlEncoder.Encode(security.ComputeJwkThumbprint());
        return read[path] = security;
    }
}
