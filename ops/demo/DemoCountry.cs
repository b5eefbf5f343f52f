using System.Diagnostics;
using SingleWindow.Demo.Country;
using SingleWindow.Demo.Story;
using SingleWindow.Demo.Year;

namespace SingleWindow.Demo;

/// <summary>A small country: its authorities, employers and workers, and what happens to them. They know the hub by its API only.</summary>
public sealed class DemoCountry : IAsyncDisposable
{
    // A visitor can watch an application move, and still sees the decision within half a minute.
    private static readonly TimeSpan SlowWork = TimeSpan.FromSeconds(2);

    // A year in about a minute, where somebody watches.
    private static readonly TimeSpan Day = TimeSpan.FromSeconds(60) / 365;

    private readonly HttpClient gateway;
    private readonly CancellationTokenSource stop = new();
    private Inhabitants? land;
    private Task year = Task.CompletedTask;

    private DemoCountry(HttpClient gateway) => this.gateway = gateway;

    /// <summary>How many applications the hub lists, and how many steps went otherwise than the story says.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>True when every step went as the story says.</summary>
    public bool WentWell { get; private set; }

    /// <summary>The legal time for a hub on this store.</summary>
    public static SteppedClock Clock(string dataPath) => Calendar.Clock(dataPath);

    /// <summary>Founds the country, tells its story, writes <c>demo.json</c>, and lets the authorities go on working until disposed.</summary>
    public static async Task<DemoCountry> Live(DemoContext context, CancellationToken ct)
    {
        var country = new DemoCountry(new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = context.Gateway, Timeout = TimeSpan.FromSeconds(30) });
        var narrator = new Narrator(context.Output);
        country.Summary = Demo.Summary.Line([], 1);
        await narrator.Hear(() => country.Live(context, narrator, ct), ct);
        country.WentWell = narrator.Errors == 0;
        return country;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await year.ContinueWith(static _ => { }, TaskScheduler.Default);
        if (land is not null) await land.DisposeAsync();
        gateway.Dispose();
        stop.Dispose();
    }

    private async Task Live(DemoContext context, Narrator narrator, CancellationToken ct)
    {
        land = await Settlement.Found(new Registry(gateway, DemoFile.Secrets(context.DataPath), context.CreateClient), new Calendar(context.Clock, context.DataPath), ct);
        await narrator.Say("The story of a small country (everybody in it is made up):");
        await Storyline.Play(narrator, land, ct);
        // Before the year: in that time a draft of the story is forgotten, and given up.
        var told = await Demo.Summary.Ends(land.Employers, ct);
        if (context.ExitAfterStory) await LiveTheYear(context, narrator, land, TimeSpan.Zero, ct);
        Summary = Demo.Summary.Line(told, narrator.Errors);
        await DemoFile.Write(context.DataPath, land.Registry.Logins, ct);
        if (context.ExitAfterStory) return;
        await Invite(context, land);
        year = narrator.Hear(() => LiveTheYear(context, narrator, land, Day, stop.Token), stop.Token);
    }

    private static async Task LiveTheYear(DemoContext context, Narrator narrator, Inhabitants country, TimeSpan day, CancellationToken ct)
    {
        IReadOnlyList<Employer> employers = [];
        if (context.Workers > 0)
        {
            await narrator.Say($"A year in the life of {context.Workers} workers:");
            var whole = new WholeYear(narrator, country, ct);
            var (first, since) = (country.Calendar.Today, Stopwatch.GetTimestamp());
            employers = await whole.Live(context.Workers, day);
            // What the authorities' own systems counted was gone with the program: of a year that is over only the hub can tell.
            if (whole.WasLived) await narrator.Say("The year was lived before.");
            else await YearReport.Tell(narrator, country, employers, country.Calendar.Today.DayNumber - first.DayNumber, Stopwatch.GetElapsedTime(since), ct);
            await narrator.Say($"In the country it is {country.Calendar.Today:d MMMM yyyy}.");
        }
        var (percent, line) = await OnceOnly.Of(country.Employers.Concat(employers), ct);
        await narrator.Say(line);
        // Of few people the story's own applications, with much that only the applicant knows, weigh too much.
        narrator.Check(context.Workers < 100 || percent >= 60, "the registers prove at least 60 percent of what must be proven");
    }

    private async Task Invite(DemoContext context, Inhabitants country)
    {
        foreach (var server in country.Servers) server.KeepWorking(SlowWork);
        await context.Output.WriteLineAsync(Summary);
        await context.Output.WriteLineAsync($"\nSign in at {context.Gateway}connect/token (client_credentials); the same list is in {DemoFile.PathIn(context.DataPath)}:");
        await DemoFile.Print(context.Output, country.Registry.Logins);
        await context.Output.WriteLineAsync("\nThe authorities go on working; file as demo-employer-a and watch (ops/demo/README.md). Their own systems:");
        foreach (var server in country.Servers) await context.Output.WriteLineAsync($"  {server.System.Name,-21} {server.Address}");
        await context.Output.WriteLineAsync($"In the country it is {country.Calendar.Today:d MMMM yyyy}.");
    }
}
