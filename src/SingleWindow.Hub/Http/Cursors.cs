using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Http;

/// <summary>Opaque places in a list. A cursor is bound to the list, its filters and the caller; another one's, or a changed one, is refused.</summary>
internal sealed class Cursors(IKeyVault vault)
{
    private const int TagLength = 16;

    /// <summary>The cursor after a row.</summary>
    public async ValueTask<string> After(string list, string place, CancellationToken ct)
    {
        var text = Encoding.UTF8.GetBytes(place);
        var tag = await Tag(list, text, ct);
        return Base64Url.EncodeToString([.. tag, .. text]);
    }

    /// <summary>The place that a cursor names, or null when it is not one of this list.</summary>
    public async ValueTask<string?> Place(string list, string cursor, CancellationToken ct)
    {
        if (cursor.Length > 512 || !Base64Url.IsValid(cursor)) return null;
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= TagLength) return null;
        var text = bytes[TagLength..];
        var tag = await Tag(list, text, ct);
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, TagLength), tag) ? Encoding.UTF8.GetString(text) : null;
    }

    private async ValueTask<byte[]> Tag(string list, byte[] text, CancellationToken ct)
    {
        var secret = await vault.Secret("cursor", ct);
        byte[] bound = [.. Encoding.UTF8.GetBytes(list), 0, .. text];
        return HMACSHA256.HashData(secret, bound)[..TagLength];
    }
}
