namespace SingleWindow.Demo;

/// <summary>
/// The clock by which law is applied while the story is told: system time plus an offset that only ever grows, so that months pass between two
/// scenes. Timers stay true, because nothing in the hub may wait for legal time.
/// </summary>
/// <param name="offset">Where it begins, seen from the system's time; a past is told from before now.</param>
public sealed class SteppedClock(TimeSpan offset) : TimeProvider
{
    private long offsetTicks = offset.Ticks;

    /// <summary>How far ahead of the system this clock is; negative while a past is told.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    /// <summary>Lets this much time pass.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref offsetTicks, by.Ticks);
    }
}
