using CsCheck;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Tests.Applications;
using SingleWindow.Hub.Applications;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Applications;

/// <summary>Lists and details tell the same, after every event of any story.</summary>
public sealed class ReadModelTests : IDisposable
{
    private static readonly Scheme Law = SchemeCatalog.Default.Newest(Cast.SchemeId)!;
    private static readonly StreamId Stream = new(Cast.TheApplication.ToString());
    private readonly TempFolder folder = new();
    private readonly SqliteViewStore views;

    public ReadModelTests() => views = new SqliteViewStore(folder.File("views.db"));

    public void Dispose()
    {
        views.Dispose();
        folder.Dispose();
    }

    [Fact]
    public Task In_every_story_the_lists_say_what_the_details_say() =>
        Storyteller.Stories.SampleAsync(story => Replay(story.Happened, new(SchemeCatalog.Default)), iter: 400, threads: 1);

    [Fact]
    public async Task A_later_law_without_the_step_stops_no_inbox()
    {
        var later = Law with { Version = "2999-01", Steps = [.. Law.Steps.Where(step => step.Decides)] };

        await Replay(Case.ReadyForDecision().Happened, new(new([.. SchemeCatalog.Default.All, later])));
    }

    [Fact]
    public async Task A_law_that_this_binary_does_not_know_stops_no_inbox()
    {
        var unknown = Case.Submitted().Happened.Select(one => one is ApplicationEvent.Submitted filed ? filed with { SchemeVersion = "1999-01" } : one);

        await Replay([.. unknown], new(SchemeCatalog.Default));
    }

    private Task Replay(IReadOnlyList<ApplicationEvent> story, TaskIndex tasks) => views.Write("test", async writer =>
    {
        IProjection[] projections = [tasks, new ApplicationIndex()];
        foreach (var projection in projections)
        {
            foreach (var table in projection.Tables) await writer.Script($"DROP TABLE IF EXISTS {table}");
            await writer.Script(projection.Schema);
        }
        var app = Application.Initial;
        for (var position = 1; position <= story.Count; position++)
        {
            var one = story[position - 1];
            app = Application.Evolve(app, one);
            foreach (var projection in projections)
                await projection.Apply(new(position, Stream, position, default, one, null!), writer, CancellationToken.None);
            (await Rows(writer)).Should().Equal(Expected(app), $"event {position} was {one.GetType().Name}");
        }
    }, CancellationToken.None);

    private static IEnumerable<string> Expected(Application app) =>
        app.Tasks.Select(task => task.View(app, Law, []))
            .Select(task => $"{task.Id} {WireName.Of(task.Status)} {task.Purpose} {Day(task.DueOn)} {task.Overdue} {task.ClaimedBy}")
            .Prepend($"{WireName.Of(app.Status)} {Day(app.SubmittedOn)} {Day(app.DueOn)} {app.Overdue} {app.Worker} {app.Reference}");

    private static async Task<IEnumerable<string>> Rows(IViewWriter views) => (await views.Query(
            "SELECT status, submitted_on, due_on, overdue, worker, reference FROM applications",
            row => $"{row.Text(0)} {row.TextOrNull(1)} {row.TextOrNull(2)} {row.Flag(3)} {row.TextOrNull(4)} {row.TextOrNull(5)}"))
        .Concat(await views.Query(
            "SELECT id, status, purpose, due_on, overdue, claimed_by FROM tasks ORDER BY number",
            row => $"{row.Text(0)} {row.Text(1)} {row.Text(2)} {row.TextOrNull(3)} {row.Flag(4)} {row.TextOrNull(5)}"));

    private static string Day(DateOnly? day) => day is { } one ? Api.Forms.Date(one) : "";
}
