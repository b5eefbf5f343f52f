using System.Net.Sockets;
using System.Text;

namespace SingleWindow.EndToEnd.Tests.Gateway;

/// <summary>Requests that no well-behaved client would send.</summary>
internal static class RawHttp
{
    public static async Task<int> Status(Uri server, string request)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, patience.Token);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), patience.Token);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var line = await reader.ReadLineAsync(patience.Token);
        return int.Parse(line!.Split(' ')[1]);
    }
}
