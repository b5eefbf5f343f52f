using System.Security.Cryptography;
using System.Text;

namespace SingleWindow.Core.Exchange;

/// <summary>
/// The hash of a request as a receipt tells it: base64 of SHA-512 over the head alone, or over the hashes of head and body. The head is the method and the target, and the headers that
/// went on, by lower-case names in their order, each with its values joined by a comma, CRLF after each line. X-Road takes headers in the order in which they came, which servers
/// do not keep: whoever recomputes this one sorts them.
/// </summary>
public static class RequestHash
{
    /// <summary>The bytes of the head.</summary>
    public static byte[] Head(string method, string target, IEnumerable<KeyValuePair<string, string>> headers) => Encoding.UTF8.GetBytes(
        $"{method}\r\n{target}\r\n" + string.Concat(headers.Select(header => (Name: header.Key.ToLowerInvariant(), header.Value)).GroupBy(header => header.Name, StringComparer.Ordinal)
            .OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}:{string.Join(',', header.Select(one => one.Value))}\r\n")));

    /// <summary>The hash.</summary>
    /// <param name="head">As <see cref="Head"/> makes it.</param>
    /// <param name="body">SHA-512 of the body; null when there was none.</param>
    public static string Of(byte[] head, byte[]? body)
    {
        var ofHead = SHA512.HashData(head);
        return Convert.ToBase64String(body is null ? ofHead : SHA512.HashData([.. ofHead, .. body]));
    }
}
