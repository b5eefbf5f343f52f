using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Load.Scenarios;

/// <summary>The feed of the hub with these consumers and no others.</summary>
internal static class Pump
{
    /// <summary>Does something while it runs.</summary>
    public static async Task Run(IServiceProvider hub, IProjection[] models, IReactor[] reactors, Func<FeedPump, Task> run)
    {
        using var pump = new FeedPump(
            hub.GetRequiredService<IEventStore>(), hub.GetRequiredService<IViewStore>(), hub.GetRequiredService<IEventReader>(), EventCatalog.Default, models, reactors, NullLogger<FeedPump>.Instance);
        await pump.StartAsync(CancellationToken.None);
        await run(pump);
        await pump.StopAsync(CancellationToken.None);
    }
}
