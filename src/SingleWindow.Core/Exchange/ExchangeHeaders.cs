using System.Collections.Frozen;

namespace SingleWindow.Core.Exchange;

/// <summary>Names of headers on the wire of X-Road, and which headers never pass (PR-REST 4.3).</summary>
public static class ExchangeHeaders
{
    /// <summary>Who calls; mandatory.</summary>
    public const string Client = "X-Road-Client";

    /// <summary>Which service answered.</summary>
    public const string Service = "X-Road-Service";

    /// <summary>The message's own id, of the client's choice.</summary>
    public const string Id = "X-Road-Id";

    /// <summary>The id of this exchange, made here for each.</summary>
    public const string RequestId = "X-Road-Request-Id";

    /// <summary>The hash of the request, with the answer.</summary>
    public const string RequestHash = "X-Road-Request-Hash";

    /// <summary>The error's type, when the exchange itself failed: where it is missing, the provider made the status.</summary>
    public const string Error = "X-Road-Error";

    private const string Prefix = "X-Road-";

    // What a client says of itself, its user and its case goes on; what the exchange says does not come from outside.
    private static readonly FrozenSet<string> OfClients = new[] { Client, Id, "X-Road-UserId", "X-Road-Issue", "X-Road-Represented-Party", "X-Road-Security-Server" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> OfHops = new[]
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Host", "User-Agent", "Server", "Expect",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True when a header of a request goes on to the provider.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="nominated">What the header <c>Connection</c> names: such headers are this hop's (RFC 9110, 7.6.1).</param>
    public static bool Passes(string name, IReadOnlySet<string> nominated) => !OfHops.Contains(name) && !nominated.Contains(name) && (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || OfClients.Contains(name));

    /// <summary>True when a header of the provider's answer goes back: what looks like the exchange's own is not the provider's to say.</summary>
    public static bool Returns(string name, IReadOnlySet<string> nominated) => !OfHops.Contains(name) && !nominated.Contains(name) && !name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
}
