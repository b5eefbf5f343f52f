using System.Diagnostics;
using SingleWindow.Demo.Country;
using SingleWindow.Demo.Story;

namespace SingleWindow.Demo.Year;

/// <summary>
/// A year of the country, day by day: people are hired, come, work, are paid, and leave, and every register hears its part. The same seed gives the same year. Who looks for it
/// finds that not all goes well: see <see cref="Trouble"/>.
/// </summary>
internal sealed class WholeYear(Narrator narrator, Inhabitants land, CancellationToken ct)
{
    /// <summary>So long is a year.</summary>
    public const int Days = 365;

    private const int Seed = 2026;

    // So many do something at the same moment.
    private static readonly ParallelOptions Crowd = new() { MaxDegreeOfParallelism = 12 };

    private readonly List<(Alarm Alarm, Task Story, Life? Life)> stories = [];

    /// <summary>True when this store has lived it in an earlier run.</summary>
    public bool WasLived { get; private set; }

    /// <summary>Lives it, once.</summary>
    /// <param name="workers">How many people.</param>
    /// <param name="day">How long a day takes at least.</param>
    public async Task<IReadOnlyList<Employer>> Live(int workers, TimeSpan day)
    {
        Person[] people = [.. Person.Make(workers, Seed)];
        var employers = new Dictionary<Firm, Employer>();
        var payroll = new Payroll();
        foreach (var firm in YearFirms.Of(people)) employers[firm] = await Settlement.Settle(land, firm, ct);
        WasLived = await employers[people[0].Firm].Find(people[0].Reference, ct) is not null;
        if (WasLived) return [.. employers.Values];

        foreach (var firm in land.Firms.Values) Begin(alarm => new FirmYear(firm, land, payroll, alarm, ct).Live());
        foreach (var person in people) Begin(person, employers[person.Firm], payroll);
        for (var today = 0; today < Days && !ct.IsCancellationRequested; today++) await Pass(day);
        return [.. employers.Values];
    }

    private async Task Pass(TimeSpan atLeast)
    {
        var since = Stopwatch.GetTimestamp();
        await land.Calendar.Pass(1, ct);
        await Parallel.ForEachAsync(stories.Where(story => story.Alarm.Wakes <= land.Calendar.Today).ToArray(), Crowd, async (story, _) => await story.Alarm.Ring(story.Story));
        if (stories.Exists(story => story.Life is { IsPending: true })) await Task.WhenAll(land.Offices.Select(office => narrator.Hear(() => office.Server.Work(ct), ct)));
        if (atLeast - Stopwatch.GetElapsedTime(since) is { Ticks: > 0 } rest) await Task.Delay(rest, ct);
    }

    private void Begin(Func<Alarm, Task> story)
    {
        var alarm = new Alarm(land.Calendar);
        stories.Add((alarm, narrator.Hear(() => story(alarm), ct), null));
    }

    private void Begin(Person person, Employer employer, Payroll payroll)
    {
        var alarm = new Alarm(land.Calendar);
        var life = new Life(person, employer, land, payroll, alarm, ct);
        stories.Add((alarm, narrator.Hear(life.Live, ct), life));
    }
}
