using System.Diagnostics;

namespace SingleWindow.Hub.Tests;

/// <summary>Awaits a condition that nothing signals.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task Holds(Func<bool> condition, string because) => Holds(() => Task.FromResult(condition()), because);

    public static async Task Holds(Func<Task<bool>> condition, string because)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience) throw new TimeoutException($"It never came to be that {because}.");
            await Task.Delay(5);
        }
    }
}
