using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace SingleWindow.Host;

/// <summary>Free ports, chosen before anything is built: addresses and the issuer's name must be known to all roles alike.</summary>
internal sealed class Ports : IDisposable
{
    // Below the range from which systems take the ports of outgoing connections: one of those could be in use again before anybody listens.
    private const int Lowest = 15_000, Beyond = 32_768;

    // Held until all are chosen, so that none is given out twice.
    private readonly List<TcpListener> held = [];

    /// <summary>A port that is free on both loopback addresses, because "localhost" listens on both.</summary>
    public int Free()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, Beyond);
            if (Listen(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || Listen(IPAddress.IPv6Loopback, port))) return port;
        }
        throw new IOException("no port is free on both 127.0.0.1 and ::1");
    }

    public void Dispose() => held.ForEach(listener => listener.Dispose());

    private bool Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port) { ExclusiveAddressUse = true };
        held.Add(listener);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException exception)
        {
            // No ::1 on this machine is not a conflict: Kestrel then listens on 127.0.0.1 alone.
            return exception.SocketErrorCode is SocketError.AddressNotAvailable;
        }
    }
}
