using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Http;

/// <summary>Opaque places in a list. A cursor is sealed: it tells nobody what stands at its place, and another list's, another caller's or a changed one is refused. The same place has the same cursor.</summary>
internal sealed class Cursors(IKeyVault vault)
{
    /// <summary>The cursor after a row.</summary>
    public async ValueTask<string> After(string list, string place, CancellationToken ct) =>
        Base64Url.EncodeToString(AesGcmBox.SealSame(await vault.Secret("cursor", ct), Encoding.UTF8.GetBytes(place), Encoding.UTF8.GetBytes(list)));

    /// <summary>The place that a cursor names, or null when it is not one of this list.</summary>
    public async ValueTask<string?> Place(string list, string cursor, CancellationToken ct)
    {
        if (cursor.Length > 512 || !Base64Url.IsValid(cursor)) return null;
        var secret = await vault.Secret("cursor", ct);
        try
        {
            return Encoding.UTF8.GetString(AesGcmBox.Open(secret, Base64Url.DecodeFromChars(cursor), Encoding.UTF8.GetBytes(list)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
