using System.Diagnostics;

namespace SingleWindow.Load.Arrivals;

/// <summary>The two ways in which work arrives.</summary>
internal static class Traffic
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>A closed loop: so many callers who begin again as soon as they are answered. It finds the limit; its latencies tell of the queue that it makes itself.</summary>
    public static Task<Outcome> Closed(int callers, TimeSpan time, Func<int, Task> act) => Closed(callers, time, act, new());

    /// <summary>One more turn of a closed loop: what is to be compared takes turns, since the speed of a shared machine drifts within a minute.</summary>
    public static async Task<Outcome> Closed(int callers, TimeSpan time, Func<int, Task> act, Outcome outcome)
    {
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begun) < time) await outcome.Try(() => act(caller), Stopwatch.GetTimestamp());
        })));
        outcome.Took += Stopwatch.GetElapsedTime(begun);
        return outcome;
    }

    /// <summary>
    /// An open loop: so many arrivals a second on a fixed schedule, whether or not the earlier ones have been answered. Latency counts from the moment that the schedule
    /// names, so a stall counts for everybody who would have come meanwhile (no coordinated omission). Arrivals of the same millisecond come together.
    /// </summary>
    /// <param name="rate">Arrivals a second.</param>
    /// <param name="time">For how long they come.</param>
    /// <param name="act">Gets the number of the arrival, from 0, and its moment on the clock of <see cref="Stopwatch"/>.</param>
    public static Task<Outcome> Open(double rate, TimeSpan time, Func<int, long, Task> act) => Open(rate, time, act, new());

    /// <summary>One more turn of an open loop.</summary>
    public static async Task<Outcome> Open(double rate, TimeSpan time, Func<int, long, Task> act, Outcome outcome)
    {
        var arrivals = new Task[Math.Max(1, (int)(rate * time.TotalSeconds))];
        var begun = Stopwatch.GetTimestamp();
        // A thread of its own: a busy pool must not delay the schedule.
        var schedule = new Thread(() =>
        {
            for (var number = 0; number < arrivals.Length; number++)
            {
                var (arrival, due) = (number, begun + (long)(number / rate * Stopwatch.Frequency));
                while (Stopwatch.GetTimestamp() < due) Thread.Sleep(Tick);
                arrivals[arrival] = Task.Run(() => outcome.Try(() => act(arrival, due), due));
            }
        })
        { IsBackground = true, Priority = ThreadPriority.AboveNormal };
        schedule.Start();
        while (schedule.IsAlive) await Task.Delay(Tick);
        await Task.WhenAll(arrivals);
        outcome.Took += Stopwatch.GetElapsedTime(begun);
        return outcome;
    }
}
