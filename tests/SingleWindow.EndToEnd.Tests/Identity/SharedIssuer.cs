using System.Net.Sockets;
using Npgsql;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.Hub.Tests.Storage;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>Two processes with the role identity on one PostgreSQL, started at once on an empty database.</summary>
public sealed class SharedIssuer : IAsyncLifetime
{
    public HostProcess First { get; private set; } = null!;

    public HostProcess Second { get; private set; } = null!;

    /// <summary>The issuer's name; whoever asks it is sent to one of the two by a balancer.</summary>
    public static Uri Site { get; } = new("http://issuer.example:8080/");

    internal string Connection { get; private set; } = "";

    internal HttpClient AtFirst { get; private set; } = null!;

    internal HttpClient AtSecond { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Connection = await (await PostgresServer.Shared).NewDatabase();
        string[] store = ["--Store:Kind=postgres", $"--Store:Connection={Connection}", $"--Keys:Master={Convert.ToBase64String(new byte[32])}", "--roles", "identity"];
        (First, Second) = (new($"--Identity:Issuer={Site}") { Store = store }, new($"--Identity:Issuer={Site}") { Store = store });
        (AtFirst, AtSecond) = (ClientOf(First), ClientOf(Second));
        await Task.WhenAll(First.Start(), Second.Start());
    }

    public async Task DisposeAsync()
    {
        AtFirst.Dispose();
        AtSecond.Dispose();
        await First.DisposeAsync();
        await Second.DisposeAsync();
    }

    /// <summary>A way to the site on which a balancer chooses for every request.</summary>
    internal static SocketsHttpHandler Way(Func<HostProcess> choice) => new()
    {
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(choice().Identity.Host, choice().Identity.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    internal async Task<T> Ask<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connection + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static HttpClient ClientOf(HostProcess node) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = node.Identity };
}
