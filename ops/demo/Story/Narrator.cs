using System.Diagnostics;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Story;

/// <summary>Tells the story and counts where the hub did otherwise. Never says who somebody is.</summary>
internal sealed class Narrator(TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private int errors;

    public int Errors => Volatile.Read(ref errors);

    public Task Say(string text) => output.WriteLineAsync(text);

    public void Error(string what)
    {
        Interlocked.Increment(ref errors);
        output.WriteLine($"   error: {what}");
    }

    /// <summary>Tells a story to its end; where it breaks off, that is an error.</summary>
    public async Task Hear(Func<Task> story, CancellationToken ct)
    {
        try
        {
            await story();
        }
        catch (Exception turn) when (turn is UnexpectedTurnException or UnexpectedAnswerException or HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            Error(turn.Message);
        }
    }

    public void Check(bool holds, string what)
    {
        if (!holds) Error($"expected that {what}");
    }

    public void Same<T>(string what, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) Error($"{what} is {actual}, not {expected}");
    }

    public void SameList(string what, IEnumerable<string> expected, IEnumerable<string> actual) => Same(what, string.Join(' ', expected), string.Join(' ', actual));

    /// <summary>Looks again and again until it is so.</summary>
    /// <exception cref="UnexpectedTurnException">It did not become so in time.</exception>
    public static async Task<T> Until<T>(string what, Func<Task<T>> look, Func<T, bool> holds, CancellationToken ct)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (holds(seen)) return seen;
            if (Stopwatch.GetElapsedTime(since) > Patience) throw new UnexpectedTurnException($"waited {Patience.TotalSeconds:0} s in vain until {what}");
            await Task.Delay(Pause, ct);
        }
    }
}

/// <summary>The story cannot go on as it was written.</summary>
internal sealed class UnexpectedTurnException(string message) : Exception(message);
