using System.Globalization;

namespace SingleWindow.Demo;

/// <summary>
/// What day it is in the country. How far the clock was stepped is kept with the store, so that a restart does not take time back:
/// deadlines that have passed stay passed.
/// </summary>
internal sealed class Calendar(SteppedClock clock, string folder)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Tallinn");

    private string Path => System.IO.Path.Combine(folder, "demo-clock");

    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone).DateTime);

    /// <summary>Goes on where an earlier run on this store ended.</summary>
    public void Resume()
    {
        if (File.Exists(Path) && TimeSpan.TryParse(File.ReadAllText(Path), CultureInfo.InvariantCulture, out var offset) && offset > clock.Offset)
            clock.Advance(offset - clock.Offset);
    }

    /// <summary>Lets days pass. Written down first: a crash in between may skip time, but never repeats it.</summary>
    public async Task Pass(int days, CancellationToken ct)
    {
        var by = TimeSpan.FromDays(days);
        await PrivateFile.Replace(Path, (clock.Offset + by).ToString("c", CultureInfo.InvariantCulture), ct);
        clock.Advance(by);
    }

    /// <summary>Lets the time pass until the day after this one.</summary>
    public Task PassBeyond(DateOnly day, CancellationToken ct) => Pass(Math.Max(1, day.DayNumber - Today.DayNumber + 1), ct);
}
