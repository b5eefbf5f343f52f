namespace SingleWindow.Hub.Storage;

/// <summary>Instants as stored: 100 ns since 1970 in UTC. Nothing is rounded, so a state replayed is the state that was.</summary>
internal static class Instant
{
    public static long ToStored(DateTimeOffset at) => at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    public static DateTimeOffset FromStored(long stored) => new(stored + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero);
}
