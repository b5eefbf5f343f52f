using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace SingleWindow.Hub.Cluster;

/// <summary>
/// What a request asks of a grain on a node that has just died is asked again until the grain lives elsewhere, which takes a second or two: whoever was not on that node when it died waits a
/// moment and hears of nothing. Commands are done once by their ids; what only reads and is audited may be in the log twice, once for a reading that nobody saw. Only here, at the edge: what
/// grains ask of each other fails with the whole call, which then begins anew, so that no grain holds up others while it waits.
/// </summary>
internal sealed class AskAgain(IHostApplicationLifetime host) : IOutgoingGrainCallFilter
{
    // Less than a call may take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        // Neither from one grain to another, nor what Orleans asks of its own nodes.
        if (context.SourceContext is not null || context.Grain is not IGrainWithStringKey)
        {
            await context.Invoke();
            return;
        }
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await context.Invoke();
                if (!IsAway(context.Response?.Exception) || IsOver(began)) return;
            }
            catch (OrleansException gone) when (IsAway(gone) && !IsOver(began))
            {
            }
            await Task.Delay(Pause);
        }
    }

    private static bool IsAway(Exception? exception) => exception is SiloUnavailableException or OrleansMessageRejectionException;

    // A node that goes itself has nobody to wait for.
    private bool IsOver(long began) => host.ApplicationStopping.IsCancellationRequested || Stopwatch.GetElapsedTime(began) > Patience;
}
