using SingleWindow.Core.Applications;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Tests.Applications;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.Records;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Records;

/// <summary>A case that was judged before the index had a record is judged again; and what no scheme asks for is no news.</summary>
public sealed class OpenCasesTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private readonly TempFolder folder = new();
    private readonly SqliteViewStore views;
    private readonly RecordIndex index = new(SchemeCatalog.Default);
    private long position;

    public OpenCasesTests() => views = new SqliteViewStore(folder.File("views.db"));

    public void Dispose()
    {
        views.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(-1, 1, 1)]
    [InlineData(-1, 2, 0)]
    [InlineData(-61, 1, 1)]
    public async Task A_case_that_was_judged_by_an_older_version_or_by_none_is_told(int minutes, int seen, int told)
    {
        var record = new RecordId(Guid.CreateVersion7());
        await Apply(
            (Cast.TheEmployer.ToString(), new EmployerEvent.Registered(Cast.TheEmployer, "1", "EST", "A", "key", At)),
            (Cast.TheApplication.ToString(), new ApplicationEvent.Drafted(Cast.TheApplication, Cast.TheEmployer, Cast.SchemeId, null, null, At)),
            (record.ToString(), Tax(record, 2, At.AddMinutes(minutes))),
            (Cast.TheApplication.ToString(), Submitted(new EvidenceItem("tax-standing", "record:tax-standing", EvidenceResult.Met, record, At, Version: seen))));

        (await Scheduled()).Count(id => id.Contains(Cast.TheApplication.ToString(), StringComparison.Ordinal)).Should().Be(told);
    }

    [Theory]
    [InlineData("key", true)]
    [InlineData("another's", false)]
    public async Task What_was_missing_when_the_index_did_not_have_it_is_judged_again(string key, bool told)
    {
        var record = new RecordId(Guid.CreateVersion7());
        var worker = Cast.TheWorker;
        await Apply(
            (worker.ToString(), new WorkerEvent.Registered(worker, ["key"], null, At, ["document"])),
            (Cast.TheApplication.ToString(), new ApplicationEvent.Drafted(Cast.TheApplication, Cast.TheEmployer, "ee-eu-blue-card", null, null, At)),
            (record.ToString(), new RecordEvent.Published(record, "qualification-assessment", "NAR", null, 1, null, At, PersonKey: key)),
            (Cast.TheApplication.ToString(), Submitted(new EvidenceItem("higher-qualification", "upload", EvidenceResult.Missing))));

        (await Scheduled()).Where(id => id.Contains("/evidence/", StringComparison.Ordinal)).Should().HaveCount(told ? 1 : 0);
    }

    [Fact]
    public async Task A_correction_of_a_type_that_no_scheme_asks_for_is_no_news()
    {
        var record = new RecordId(Guid.CreateVersion7());

        await Apply((record.ToString(), new RecordEvent.Published(record, "payroll-declaration", "TAX", "key", 2, null, At)));

        (await Scheduled()).Should().NotContain(id => id.Contains("/evidence/", StringComparison.Ordinal));
    }

    private static RecordEvent.Published Tax(RecordId record, int version, DateTimeOffset at) => new(record, "tax-standing", "TAX", "key", version, null, at);

    private static ApplicationEvent.Submitted Submitted(params EvidenceItem[] evidence) => new(Cast.TheWorker, "2026-01", evidence, DateOnly.FromDateTime(At.UtcDateTime), null, At);

    private Task Apply(params (string Stream, object Event)[] happened) => views.Write("test", async writer =>
    {
        await writer.Script(index.Schema);
        foreach (var (stream, one) in happened) await index.Apply(new(++position, new(stream), position, At, one, null!), writer, CancellationToken.None);
    }, CancellationToken.None);

    private async Task<IReadOnlyList<string>> Scheduled() => await views.Query("SELECT id FROM due_work", row => row.Text(0), [], CancellationToken.None);
}
