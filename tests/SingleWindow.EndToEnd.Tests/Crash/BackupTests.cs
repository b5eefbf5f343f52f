using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Crash;

/// <summary>An operator's backup, beside the running program, and the day on which it is needed.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private readonly HostProcess host = new("--Schemes:AllowDraft=true");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("singlewindow-backup-");

    public Task InitializeAsync() => host.Start();

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_filed_before_the_backup_is_there_after_the_loss_of_everything_but_the_keys()
    {
        var copy = Path.Combine(folder.FullName, "copy");
        var applicant = await Applicant.Register(host, registryCode: "70000349");
        Filing[] filings = [.. Enumerable.Range(0, 8).Select(number => new Filing(number, $"OWN{number:D5}"))];
        foreach (var filing in filings)
        {
            filing.Drafted = await applicant.Draft(filing);
            filing.Submitted = await applicant.Submit(filing);
            filing.Submitted.Status.Should().Be(200, filing.Submitted.Body);
        }

        (await host.Run("backup", copy)).Should().Match<Finished>(ended => ended.ExitCode == 0 && ended.Output.Contains("keep the key store by itself"));
        Directory.EnumerateFiles(copy, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Should().NotContain("keys.db").And.NotContain("master");
        (await applicant.Read(filings[0])).Status.Should().Be(200, "it went on meanwhile");
        (await host.Run("restore", copy)).ExitCode.Should().Be(1, "something is there");
        await host.Kill9();
        foreach (var file in Directory.GetFiles(host.DataPath)) File.Delete(file);
        foreach (var file in Directory.GetFiles(Path.Combine(host.DataPath, "keys"), "identity-*")) File.Delete(file);

        var restored = await host.Run("restore", copy);
        restored.ExitCode.Should().Be(0, restored.Errors);
        restored.Output.Should().Contain("without a gap");
        await host.Start();

        foreach (var filing in filings)
        {
            // The token of before is good: the issuer's key came back, too.
            (await applicant.Read(filing)).Should().BeEquivalentTo(filing.Submitted, options => options.Excluding(answer => answer!.Json));
            (await applicant.Submit(filing)).Should().Be(filing.Submitted, "a command sent again after the restore is not done again");
        }
        (await Eventually.Get(applicant.List, rows => rows.Count == filings.Length, "listings are built again")).Should().OnlyContain(row => row.Status == "submitted");
    }
}
