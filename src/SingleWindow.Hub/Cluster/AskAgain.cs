using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace SingleWindow.Hub.Cluster;

/// <summary>
/// A call to a node that has just died is sent again until its grain lives elsewhere, which takes a second or two. What grains do is done once by its command id, or changes nothing, so
/// that whoever was not on that node when it died waits a moment and hears of nothing.
/// </summary>
internal sealed class AskAgain(IHostApplicationLifetime host) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
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
