using System.Net.Sockets;
using System.Text;

namespace SingleWindow.EndToEnd.Tests.Gateway;

/// <summary>Requests that no well-behaved client would send.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The status of the first answer; 0 when the connection is closed without one.</summary>
    public static async Task<int> Status(Uri server, string request) => await Statuses(server, request, 1) is [var status, ..] ? status : 0;

    /// <summary>The statuses of all answers on one connection, until the server closes it or so many have come.</summary>
    public static async Task<IReadOnlyList<int>> Statuses(Uri server, string request, int most)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var connection = new TcpClient();
        await connection.ConnectAsync(server.Host, server.Port, patience.Token);
        await using var stream = connection.GetStream();
        var statuses = new List<int>();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            while (statuses.Count < most && await reader.ReadLineAsync(patience.Token) is { } line)
                if (line.StartsWith("HTTP/1.", StringComparison.Ordinal)) statuses.Add(int.Parse(line.Split(' ')[1]));
        }
        catch (IOException)
        {
            // Closed on us, in the middle of what we had to say or hear.
        }
        return statuses;
    }
}
