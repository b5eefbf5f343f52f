using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Crash;

/// <summary>A batch that was acknowledged is filed to the end, every row once, whatever the process dies of.</summary>
public sealed class BatchCrashTests : IAsyncLifetime
{
    private const int Rows = 5000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly HostProcess host = new("--Schemes:AllowDraft=true", "--RateLimits:PerSecond=1000000", "--RateLimits:Burst=1000000");
    private Applicant applicant = null!;

    public async Task InitializeAsync()
    {
        await host.Start();
        applicant = await Applicant.Register(host, registryCode: "70000349");
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Killed_in_the_middle_of_a_batch_it_goes_on_by_itself_and_files_every_row_once()
    {
        var filings = Enumerable.Range(0, Rows).Select(number => new Filing(number, $"ROW{number:D5}")).ToArray();
        var sent = await applicant.SendBatch(new StringContent(string.Concat(filings.Select(filing => filing.Form + "\n"))));
        sent.Status.Should().Be(202, sent.Body);
        var batch = sent.Json.GetProperty("id").GetString()!;

        foreach (var struck in new[] { 400, 2000 })
        {
            await Eventually.Get(() => applicant.Batch(batch), read => Submitted(read) >= struck, $"{struck} rows are filed", Patience);
            await host.Kill9();
            await host.Start();
        }
        var left = await applicant.Batch(batch);
        left.Json.GetProperty("state").GetString().Should().Be("running", "it was killed at work");

        await Eventually.Get(() => applicant.Batch(batch), read => Submitted(read) == Rows && read.Json.GetProperty("state").GetString() == "finished", "every row is filed", Patience);

        var rows = await applicant.All($"api/v1/batches/{batch}/rows?limit=200");
        rows.Select(row => (row.GetProperty("row").GetInt32(), row.GetProperty("reference").GetString(), row.GetProperty("status").GetString()))
            .Should().Equal(filings.Select((filing, number) => (number + 1, (string?)filing.Reference, (string?)"submitted")));
        var list = await Eventually.Get(applicant.List, list => list.Count >= Rows && list.All(row => row.Status == "submitted"), "every application is listed as submitted", Patience);
        list.Select(row => row.Id).Should().BeEquivalentTo(rows.Select(row => row.GetProperty("application").GetString()), "each row is one application, and there is no other");
    }

    private static int Submitted(Answer read) => read.Json.GetProperty("submitted").GetInt32();
}
