using System.Net;
using System.Net.Sockets;

namespace SingleWindow.Host;

/// <summary>Free ports, chosen before anything is built: addresses and the issuer's name must be known to all roles alike.</summary>
internal sealed class Ports : IDisposable
{
    // Held until all are chosen, so that none is given out twice.
    private readonly List<TcpListener> held = [];

    /// <summary>A port that is free on both loopback addresses, because "localhost" listens on both.</summary>
    public int Free()
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var four = Listen(IPAddress.Loopback, 0)!;
            var port = ((IPEndPoint)four.LocalEndpoint).Port;
            if (!Socket.OSSupportsIPv6 || Listen(IPAddress.IPv6Loopback, port) is not null) return port;
        }
        throw new IOException("no port is free on both 127.0.0.1 and ::1");
    }

    public void Dispose() => held.ForEach(listener => listener.Dispose());

    private TcpListener? Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
        }
        catch (SocketException exception) when (port != 0)
        {
            listener.Dispose();
            // No ::1 on this machine is not a conflict: Kestrel then listens on 127.0.0.1 alone.
            if (exception.SocketErrorCode is not SocketError.AddressNotAvailable) return null;
            listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
        }
        held.Add(listener);
        return listener;
    }
}
