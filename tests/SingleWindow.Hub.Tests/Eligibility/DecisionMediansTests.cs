using SingleWindow.Core.Applications;
using SingleWindow.Core.Tests.Applications;
using SingleWindow.Hub.Eligibility;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Eligibility;

/// <summary>How long decisions took, from the events of applications.</summary>
public sealed class DecisionMediansTests : IDisposable
{
    private static readonly DateOnly Complete = new(2026, 10, 1);
    private readonly TempFolder folder = new();
    private readonly SqliteViewStore views;

    public DecisionMediansTests() => views = new SqliteViewStore(folder.File("views.db"));

    public void Dispose()
    {
        views.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task The_median_of_the_last_whole_month_is_told_from_ten_decisions_on()
    {
        await Decided([1, 2, 3, 4, 5, 6, 7, 8, 20]);
        (await Medians("2026-11-15")).Should().BeEmpty("nine tell of single cases");

        await Decided([30], from: 9);

        (await Medians("2026-11-15")).Should().Equal(new Dictionary<string, int> { [Cast.SchemeId] = 5 });
        (await Medians("2026-11-02")).Should().ContainSingle("October is over everywhere");
        (await Medians("2026-11-01")).Should().BeEmpty("somewhere it is still October");
        (await Medians("2026-12-15")).Should().BeEmpty("in November nothing was decided");
    }

    [Fact]
    public async Task What_is_decided_again_after_an_appeal_and_what_is_not_decided_does_not_count()
    {
        await Decided([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
        await Tell(0, Case.Granted().Happened.OfType<ApplicationEvent.Decided>().Single() with { On = Complete.AddDays(29) });
        await Tell(10, Case.Drafted().Happened[0]);

        (await Medians("2026-11-15")).Should().Contain(Cast.SchemeId, 1);
    }

    [Fact]
    public async Task It_is_kept_for_ten_minutes()
    {
        var medians = new DecisionMedians(views);
        await Decided([1, 1, 1, 1, 1, 1, 1, 1, 1]);
        (await medians.Of(At("2026-11-15"), CancellationToken.None)).Should().BeEmpty();
        await Decided([1], from: 9);

        (await medians.Of(At("2026-11-15").AddMinutes(9), CancellationToken.None)).Should().BeEmpty();
        (await medians.Of(At("2026-11-15").AddMinutes(10), CancellationToken.None)).Should().ContainSingle();
    }

    private async Task<IReadOnlyDictionary<string, int>> Medians(string day) => await new DecisionMedians(views).Of(At(day), CancellationToken.None);

    private async Task Decided(int[] days, int from = 0)
    {
        if (from == 0) await views.Write("test", writer => writer.Script(new DecisionTimes().Schema), CancellationToken.None);
        var story = Case.Granted().Happened;
        foreach (var (index, took) in days.Index())
            foreach (var happened in story)
                await Tell(from + index, happened switch
                {
                    ApplicationEvent.Completed completed => completed with { On = Complete },
                    ApplicationEvent.Decided decided => decided with { On = Complete.AddDays(took) },
                    _ => happened,
                });
    }

    private Task Tell(int application, ApplicationEvent happened) =>
        views.Write("test", writer => new DecisionTimes().Apply(new(1, new($"app_{application}"), 1, default, happened, null!), writer, CancellationToken.None), CancellationToken.None);

    private static DateTimeOffset At(string day) => new(DateOnly.ParseExact(day, "yyyy-MM-dd").ToDateTime(new(12, 0)), TimeSpan.Zero);
}
