using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SingleWindow.Core.Shared;
using SingleWindow.Host;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Load.Scenarios;

/// <summary>A silo in this process whose grains append to a store.</summary>
internal sealed class DiarySilo : IAsyncDisposable
{
    private readonly IHost host;

    private DiarySilo(IHost host) => this.host = host;

    public static async Task<DiarySilo> Start(IEventStore store)
    {
        using var ports = new Ports();
        var (silo, gateway) = (ports.Free(), ports.Free());
        ports.Dispose();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.UseOrleans(orleans => orleans.UseLocalhostClustering(silo, gateway));
        // Nothing of it is personal: nobody asks for a sealer.
        builder.Services.AddSingleton(store).AddSingleton(new EventFormat(EventCatalog.Default, sealer: null!));
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    /// <summary>So many callers, each of a grain of its own.</summary>
    public Writers Diaries(int callers) => new(host.Services.GetRequiredService<IGrainFactory>(), callers);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    /// <summary>Callers that write one line after another.</summary>
    internal sealed class Writers
    {
        private static readonly string Text = new('x', Appenders.Bytes - 11);

        private readonly string run = Guid.CreateVersion7().ToString("N");
        private readonly IDiaryGrain[] diaries;
        private readonly long[] lines;

        public Writers(IGrainFactory grains, int callers)
        {
            diaries = [.. Enumerable.Range(0, callers).Select(caller => grains.GetGrain<IDiaryGrain>($"load_{run}_{caller}"))];
            lines = new long[callers];
        }

        public async Task Append(int caller) =>
            lines[caller] = await diaries[caller].Note(Text, Commands.ByHub($"{run}/{caller}/{lines[caller]}", TimeProvider.System.GetUtcNow()));
    }
}
