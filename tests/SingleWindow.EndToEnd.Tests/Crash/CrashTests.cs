using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Crash;

/// <summary>What was acknowledged is there exactly once, whatever the process dies of.</summary>
public sealed class CrashTests : IAsyncLifetime
{
    private const int Applications = 256;
    private const int SharedWorkers = 4;

    // Many small refusals by the rate limiter would only slow the retries down.
    private readonly HostProcess host = new("--Schemes:AllowDraft=true", "--RateLimits:PerSecond=1000000", "--RateLimits:Burst=1000000");

    // Every fourth application is for one of a few workers, whom many submissions want to register at the same moment.
    private readonly Filing[] filings =
        [.. Enumerable.Range(0, Applications).Select(number =>
            number % 4 == 0 ? new Filing(number, $"SHARED{number / 4 % SharedWorkers}", number / 4 / SharedWorkers) : new Filing(number, $"OWN{number:D5}"))];

    private Applicant applicant = null!;

    public async Task InitializeAsync()
    {
        await host.Start();
        applicant = await Applicant.Register(host, registryCode: "70000349");
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Killed_three_times_it_has_everything_that_it_acknowledged_once_and_in_order()
    {
        foreach (var acknowledgements in new[] { 40, 70, 110 })
        {
            await new Rush(applicant, filings).Until(acknowledgements, host.Kill9);
            filings.Should().Contain(filing => filing.Submitted == null, "it was killed at work");
            await host.Start();
            await AcknowledgedIsThere();
        }
        await new Rush(applicant, filings).ToTheEnd();
        await EveryKeyMadeOneApplication();
    }

    [Fact]
    public async Task Told_to_stop_under_load_it_ends_well_and_loses_nothing()
    {
        await new Rush(applicant, filings).Until(60, async () => (await host.Terminate(TimeSpan.FromSeconds(10))).Should().Be(0, host.Output));
        await host.Start();
        await AcknowledgedIsThere();
        await new Rush(applicant, filings).ToTheEnd();
        await EveryKeyMadeOneApplication();
    }

    private async Task AcknowledgedIsThere()
    {
        foreach (var filing in filings.Where(filing => filing.Drafted is not null))
        {
            var read = await applicant.Read(filing);
            read.Status.Should().Be(200, $"{filing.Reference} was acknowledged: {read.Body}");
            if (filing.Submitted is { } submitted) read.Should().BeEquivalentTo(submitted, options => options.Excluding(answer => answer.Json));
        }
    }

    private async Task EveryKeyMadeOneApplication()
    {
        await AcknowledgedIsThere();
        foreach (var filing in filings)
        {
            (await applicant.Draft(filing)).Should().Be(filing.Drafted, "a retry gives the first answer");
            (await applicant.Submit(filing)).Should().Be(filing.Submitted, "a retry gives the first answer");
        }
        filings.Select(filing => filing.Id).Should().OnlyHaveUniqueItems().And.HaveCount(Applications);

        var list = await Eventually.Get(applicant.List, rows => rows.Count >= Applications && rows.All(row => row.Status == "submitted"), "every application is listed as submitted");
        list.Select(row => row.Id).Should().BeEquivalentTo(filings.Select(filing => filing.Id)).And.BeInDescendingOrder(StringComparer.Ordinal);

        var workers = filings.Select(filing => (filing.Passport, Worker: filing.Submitted!.Json.GetProperty("workerId").GetString())).Distinct().ToArray();
        workers.Should().HaveCount(filings.DistinctBy(filing => filing.Passport).Count(), "a passport is one worker");
        workers.Select(pair => pair.Worker).Should().OnlyHaveUniqueItems();
    }
}
