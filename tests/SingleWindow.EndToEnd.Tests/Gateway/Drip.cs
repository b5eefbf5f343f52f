using System.Net.Sockets;
using System.Text;

namespace SingleWindow.EndToEnd.Tests.Gateway;

/// <summary>A body that comes just fast enough not to be cut off for being slow, and does not end.</summary>
internal sealed class Drip : IAsyncDisposable
{
    private readonly TcpClient connection = new();
    private readonly CancellationTokenSource stop = new();
    private Task sending = Task.CompletedTask;

    /// <summary>Whether it all was sent before anybody cut it off.</summary>
    public bool IsOver => sending.IsCompletedSuccessfully;

    /// <summary>Returns when the server has taken in the first part.</summary>
    public static async Task<Drip> Begin(Uri server, string path)
    {
        var drip = new Drip();
        await drip.connection.ConnectAsync(server.Host, server.Port);
        var head = $"POST /{path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 16000\r\nExpect: 100-continue\r\n\r\n";
        await drip.connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        // The server behind the gateway asks for the body once it reads it.
        var answer = new byte[25];
        await drip.connection.GetStream().ReadExactlyAsync(answer);
        Encoding.ASCII.GetString(answer).Should().StartWith("HTTP/1.1 100");
        drip.sending = drip.Send();
        return drip;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await sending.ContinueWith(static _ => { }, TaskScheduler.Default);
        connection.Dispose();
        stop.Dispose();
    }

    private async Task Send()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var part = Encoding.ASCII.GetBytes(new string('a', 60));
        for (var sent = 0; sent < 16000; sent += part.Length)
        {
            await timer.WaitForNextTickAsync(stop.Token);
            await connection.GetStream().WriteAsync(part, stop.Token);
        }
    }
}
