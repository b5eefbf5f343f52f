using System.Net;
using System.Net.Sockets;
using Orleans.Messaging;

namespace SingleWindow.Gateway.Routing;

/// <summary>Where silos let clients in, by name: looked up again and again, since a hub that is started anew may have another address. So the door needs no way into the database.</summary>
internal sealed class NamedSilos(Hubs hubs) : IGatewayListProvider
{
    /// <inheritdoc />
    public TimeSpan MaxStaleness => TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public bool IsUpdatable => true;

    /// <inheritdoc />
    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    /// <inheritdoc />
    public async Task<IList<Uri>> GetGateways() => [.. (await Task.WhenAll(hubs.Silos.Select(Addresses))).SelectMany(found => found)];

    // A name that nobody knows just now is a silo that is not there.
    private static async Task<IEnumerable<Uri>> Addresses(string silo)
    {
        var (host, port) = (silo[..silo.LastIndexOf(':')], int.Parse(silo[(silo.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            return (await Dns.GetHostAddressesAsync(host.Trim('[', ']'))).Select(address => SiloAddress.New(address, port, 0).ToGatewayUri());
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
