using System.Diagnostics;

namespace SingleWindow.EndToEnd.Tests;

/// <summary>Asks again until an answer is as it should be: for what follows from the feed, which nothing signals to the outside.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<T> Get<T>(Func<Task<T>> ask, Func<T, bool> isThere, string because, TimeSpan? patience = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (isThere(answer)) return answer;
            if (Stopwatch.GetElapsedTime(started) > (patience ?? Patience)) throw new TimeoutException($"It never came to be that {because}.");
            await Task.Delay(20);
        }
    }
}
