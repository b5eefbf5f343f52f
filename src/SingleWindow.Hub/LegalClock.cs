namespace SingleWindow.Hub;

/// <summary>
/// The legal time of the installation: deadlines, periods and stamps of commands. A type of its own, because a registered <see cref="TimeProvider"/> would
/// move the timers of Orleans too; time-outs and back-off are real time and never read this.
/// </summary>
internal sealed class LegalClock(TimeProvider time)
{
    /// <summary>The instant, in UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow().ToUniversalTime();
}
