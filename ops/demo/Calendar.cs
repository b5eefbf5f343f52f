using System.Globalization;

namespace SingleWindow.Demo;

/// <summary>
/// What day it is in the country. On a new store the story begins a month ago and ends today, so that visitors find a past and live in the present.
/// On an older one it begins now. How far the clock was stepped is kept, so that a restart does not take time back: deadlines that have passed stay passed.
/// </summary>
internal sealed class Calendar(SteppedClock clock, string folder)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Tallinn");
    private static readonly TimeSpan Past = TimeSpan.FromDays(31);

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone).DateTime);

    /// <summary>Where the clock of this store stands.</summary>
    public static SteppedClock Clock(string folder)
    {
        if (File.Exists(PathIn(folder))) return new(TimeSpan.Parse(File.ReadAllText(PathIn(folder)), CultureInfo.InvariantCulture));
        return new(Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() ? TimeSpan.Zero : -Past);
    }

    /// <summary>Lets days pass.</summary>
    public Task Pass(int days, CancellationToken ct) => Pass(TimeSpan.FromDays(days), ct);

    /// <summary>Lets the time pass until the day after this one.</summary>
    public Task PassBeyond(DateOnly day, CancellationToken ct) => Pass(Math.Max(1, day.DayNumber - Today.DayNumber + 1), ct);

    /// <summary>The past is told: from now on the time is the system's, unless the story has run ahead of it.</summary>
    public Task ReachThePresent(CancellationToken ct) => Pass(clock.Offset < TimeSpan.Zero ? -clock.Offset : TimeSpan.Zero, ct);

    // Written down first: a crash in between may skip time, but never repeats it.
    private async Task Pass(TimeSpan by, CancellationToken ct)
    {
        await PrivateFile.Replace(PathIn(folder), (clock.Offset + by).ToString("c", CultureInfo.InvariantCulture), ct);
        clock.Advance(by);
    }

    private static string PathIn(string folder) => Path.Combine(folder, "demo-clock");
}
