using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Tests.Storage;

namespace SingleWindow.Hub.Tests.Api;

/// <summary>A hub as the host starts it, on free ports and a store of its own.</summary>
internal sealed class RunningHub : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningHub(WebApplication app, Troubles troubles) => (this.app, Troubles) = (app, troubles);

    public Troubles Troubles { get; }

    public Uri Address => new(app.Urls.First());

    public WebApplication App => app;

    public IServiceProvider Services => app.Services;

    public static async Task<RunningHub> Start(string store, Issuer issuer, FakeTimeProvider time, Dictionary<string, string?>? settings = null, ILoggerProvider? logs = null)
    {
        var (silo, gateway) = FreePorts();
        var all = new Dictionary<string, string?>
        {
            ["Hub:Urls"] = "http://127.0.0.1:0",
            ["Silo:Port"] = silo,
            ["Silo:GatewayPort"] = gateway,
            ["Store:Path"] = store,
            ["Identity:Authority"] = issuer.Url,
            ["Documents:Scanner"] = "none",
            ["RateLimits:PerSecond"] = "100000",
            ["RateLimits:Burst"] = "100000",
        };
        foreach (var (name, value) in (await PostgresServer.SettingsFor(store)).Concat(settings ?? [])) all[name] = value;
        var troubles = new Troubles();
        var app = HubApplication.Create(
            new ConfigurationBuilder().AddInMemoryCollection(all).Build(),
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Logging.AddProvider(troubles);
                if (logs is null) return;
                // At Trace, Orleans writes out whole messages between grains; nobody runs a hub like that.
                builder.Logging.SetMinimumLevel(LogLevel.Debug);
                builder.Logging.AddProvider(logs);
            },
            time);
        await app.StartAsync();
        // Before that it is not ready, and no gateway asks it: a read model without tables answers nobody.
        await Eventually.Holds(() => app.Services.GetRequiredService<FeedPump>().HasBegun(CancellationToken.None).AsTask(), "the read models have begun");
        return new(app, troubles);
    }

    /// <summary>Waits until everything that follows from what was written has been written too, and returns the position of the last event.</summary>
    public async Task<long> Settled()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var (events, feed) = (Services.GetRequiredService<IEventStore>(), Services.GetRequiredService<FeedPump>());
        var head = await events.ReadHead(patience.Token);
        try
        {
            while (true)
            {
                await feed.WaitFor(head, patience.Token);
                var now = await events.ReadHead(patience.Token);
                if (now == head) return head;
                head = now;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Not all consumers came to {head}: {string.Join(", ", feed.Status.Where(one => one.Lag > 0))}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static (string Silo, string Gateway) FreePorts()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var two = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        two.Start();
        return ($"{((IPEndPoint)one.LocalEndpoint).Port}", $"{((IPEndPoint)two.LocalEndpoint).Port}");
    }
}
