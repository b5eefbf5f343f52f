namespace SingleWindow.Hub;

/// <summary>
/// The legal time of the installation: deadlines, periods and stamps of commands. It runs with its time provider and can be stepped forward, so that a demo
/// need not wait thirty days. Time-outs and back-off are real time and never read it.
/// </summary>
internal sealed class LegalClock(TimeProvider time)
{
    private long steppedTicks;

    /// <summary>The instant, in UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow().ToUniversalTime().AddTicks(Interlocked.Read(ref steppedTicks));

    /// <summary>Moves the legal time forward; back is impossible, since what a deadline did stays done.</summary>
    public void Step(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        Interlocked.Add(ref steppedTicks, by.Ticks);
    }
}
