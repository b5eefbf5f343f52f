using System.Globalization;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using SingleWindow.Identity.Accounts;
using SingleWindow.Identity.Storage;

namespace SingleWindow.Identity.Tokens;

/// <summary>
/// The keys that sign tokens: a file or row for each, named by the moment from which it signs. The next one is published long before it signs, so that whoever keeps keys in a cache has it by then; the former one stays until the
/// last token that it signed has ended.
/// </summary>
internal sealed class SigningKeys(IKeyFiles files, TimeProvider clock)
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
    private const string Folder = "identity-signing", First = Folder + ".pem";
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
        var found = Readable();
        if (Next(found, now) is not null)
        {
            // Looked at again when it is this process's turn: another one that shares the keys may have made it.
            files.Alone(() =>
            {
                if (Next(Readable(), now) is { } from) Add(from);
            });
            found = Readable();
        }
        var signing = found.LastOrDefault(file => file.From <= now) is { Name: not null } current ? current : found[0];
        // Of each but the newest: one that has come after it has signed for long enough.
        var useless = Math.Max(0, found.FindLastIndex(file => file.From <= now - Overlap));
        foreach (var (_, name) in found.Take(useless)) files.Delete(name);
        return new(Read(signing.Name), [.. found.Skip(useless).Select(file => Read(file.Name))]);
    }

    /// <summary>Makes a key that signs at once, and takes away all others, those that were to come too: whoever stole one had the folder.</summary>
    /// <returns>Its id, and since when it signs.</returns>
    public (string Id, DateTimeOffset From) ReplaceAll()
    {
        var (from, others) = (clock.GetUtcNow(), Files());
        // The file of this very second may be one of those.
        while (files.Exists(NameOf(from))) from -= TimeSpan.FromSeconds(1);
        // First the new one: a running issuer that finds none makes one of its own.
        var id = Add(from);
        foreach (var (_, name) in others) files.Delete(name);
        return (id, from);
    }

    /// <summary>Makes a key that signs from then on.</summary>
    /// <returns>Its id, as tokens name it.</returns>
    public string Add(DateTimeOffset from)
    {
        var name = NameOf(from);
        files.ReadOrCreate(name, () =>
        {
            // ES256: accepted by FAPI 2.0, small, and quick to make at the first start.
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return made.ExportPkcs8PrivateKeyPem();
        });
        return Read(name).KeyId;
    }

    private static string NameOf(DateTimeOffset from) => $"{Folder}/{from.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture)}.pem";

    // From when a key signs that is to be made now; null while none is.
    private static DateTimeOffset? Next(List<(DateTimeOffset From, string Name)> found, DateTimeOffset now) =>
        found is not [.., var newest] ? now : newest.From <= now - Longest ? now + Lead : null;

    // One broken file must not take the good ones with it. A database that is away is no broken file.
    private List<(DateTimeOffset From, string Name)> Readable()
    {
        var found = Files();
        foreach (var gone in unreadable.Keys.Where(name => !found.Exists(file => file.Name == name)).ToArray()) unreadable.Remove(gone);
        return found.FindAll(file =>
        {
            try
            {
                Read(file.Name);
                unreadable.Remove(file.Name);
                return true;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException or ArgumentException)
            {
                unreadable[file.Name] = exception;
                return false;
            }
        });
    }

    // The oldest first. The one that all installations had before there were others is older than any.
    private List<(DateTimeOffset From, string Name)> Files()
    {
        List<(DateTimeOffset, string)> found = [];
        if (files.Exists(First)) found.Add((DateTimeOffset.UnixEpoch, First));
        foreach (var name in files.In(Folder).Where(name => name.EndsWith(".pem", StringComparison.Ordinal)))
            if (DateTimeOffset.TryParseExact(Path.GetFileNameWithoutExtension(name), Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var from)) found.Add((from, name));
        return found;
    }

    private ECDsaSecurityKey Read(string name)
    {
        if (read.TryGetValue(name, out var known)) return known;
        var key = ECDsa.Create();
        key.ImportFromPem(files.ReadOrCreate(name, () => throw new IOException($"'{name}' was taken away while it was read")));
        if (key.KeySize != 256) throw new CryptographicException("the key is not EC P-256");
        var security = new ECDsaSecurityKey(key);
        security.KeyId = Base64UrlEncoder.Encode(security.ComputeJwkThumbprint());
        return read[name] = security;
    }
}
