using System.Net;

namespace SingleWindow.Core.Shared;

/// <summary>Addresses and networks as settings name them; an address is a network of one.</summary>
public static class Networks
{
    /// <summary>Reads an address, or a network such as <c>10.0.0.0/8</c>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static IPNetwork Of(string text) => IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8) : IPNetwork.Parse(text);

    /// <summary>Whether somebody comes from one of them; an address of IPv4 that is written as one of IPv6 is the same.</summary>
    public static bool Have(this IEnumerable<IPNetwork> networks, IPAddress? from) =>
        (from is { IsIPv4MappedToIPv6: true } ? from.MapToIPv4() : from) is { } plain && networks.Any(network => network.Contains(plain));
}
