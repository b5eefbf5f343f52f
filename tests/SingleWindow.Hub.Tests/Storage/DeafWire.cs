using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace SingleWindow.Hub.Tests.Storage;

/// <summary>A network between a node and its database that can lose the answers and go on carrying the questions.</summary>
internal sealed class DeafWire : IAsyncDisposable
{
    private readonly ConcurrentBag<TcpClient> ends = [];
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder server;
    private readonly Task listening;
    private volatile bool losing;
    private volatile bool stopped;

    public DeafWire(string database)
    {
        server = new(database);
        listener.Start();
        listening = Listen();
    }

    /// <summary>The same database, over this wire.</summary>
    public string Database => new NpgsqlConnectionStringBuilder(server.ToString()) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.ToString();

    public void LoseAnswers() => losing = true;

    /// <summary>Ends all connections; new ones work.</summary>
    public void Cut()
    {
        losing = false;
        while (ends.TryTake(out var end)) end.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        stopped = true;
        listener.Stop();
        Cut();
        await listening;
    }

    private async Task Listen()
    {
        try
        {
            while (true)
            {
                var node = await listener.AcceptTcpClientAsync();
                var database = new TcpClient();
                await database.ConnectAsync(server.Host!, server.Port);
                ends.Add(node);
                ends.Add(database);
                _ = Carry(node, database, () => false);
                _ = Carry(database, node, () => losing);
            }
        }
        catch (Exception) when (stopped)
        {
            // Stopped.
        }
    }

    private static async Task Carry(TcpClient from, TcpClient to, Func<bool> loses)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer)) > 0)
                if (!loses()) await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
    }
}
