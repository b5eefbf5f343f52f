using Microsoft.Data.Sqlite;
using SingleWindow.EndToEnd.Tests.Crash;
using SingleWindow.EndToEnd.Tests.Hosting;

namespace SingleWindow.EndToEnd.Tests.Faults;

/// <summary>One process on SQLite, and a disk on which nothing can be written.</summary>
public sealed class DiskFullTests : IAsyncLifetime
{
    private readonly HostProcess host = new("--Schemes:AllowDraft=true", "--RateLimits:PerSecond=1000000", "--RateLimits:Burst=1000000");
    private SmallDisk? disk;

    public async Task InitializeAsync() => disk = await SmallDisk.Mount(host.DataPath);

    public async Task DisposeAsync()
    {
        if (host.IsRunning) await host.Kill9();
        if (disk is not null) await disk.DisposeAsync();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Writers_are_told_to_send_again_readers_are_served_and_it_goes_on_when_there_is_room()
    {
        await host.Start();
        var applicant = await Applicant.Register(host, registryCode: "70000349");
        var history = new History();
        var clients = new Clients(history, [applicant], 6, TimeSpan.Zero);
        await using (clients)
        {
            clients.Start();
            await clients.More(20);
            await disk!.Fill();
            await clients.Until(() => clients.Calls.Count(call => call.Failure.Length > 0) > 20, "writers are refused");
            foreach (var filing in history.Sample.Take(20)) (await applicant.Read(filing)).Status.Should().Be(200, "reads go on");
            (await applicant.List()).Should().NotBeEmpty("lists go on");
            await disk.MakeRoom();
            await clients.More(20);
            await clients.Stop();
        }

        var failed = clients.Calls.Where(call => call.Failure.Length > 0).ToArray();
        failed.Should().OnlyContain(call => call.Act != Act.Read && call.Failure.StartsWith("503", StringComparison.Ordinal) && call.Failure.Contains("API-00016"));
        var list = await Eventually.Get(() => Listed.All(applicant), rows => !new Checker(history.Operations, Stored(), rows, []).Unlisted().Any(), "the list shows what is in the store");
        var store = Stored();
        new Checker(history.Operations, store, list, store).Violations().Should().BeEmpty();
        (await host.Terminate(TimeSpan.FromSeconds(30))).Should().Be(0, host.Output);

        await disk.ReadOnly(true);
        var refused = await host.Run("--Hub:Urls=http://127.0.0.1:0", "--Management:Urls=http://127.0.0.1:0", "--Silo:Port=0", "--Silo:GatewayPort=0", "--roles", "hub");
        refused.ExitCode.Should().Be(1, refused.Output);
        refused.Errors.Split('\n')[^1].Should().StartWith("error: ").And.Contain(host.DataPath);
        await disk.ReadOnly(false);
        await host.Start();
        (await applicant.List()).Should().HaveCount(list.Count);
    }

    private List<Entry> Stored()
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(host.DataPath, "events.db")};Mode=ReadOnly;Pooling=false");
        database.Open();
        using var command = new SqliteCommand("select position, stream, version, type from events order by position", database);
        using var reader = command.ExecuteReader();
        var entries = new List<Entry>();
        while (reader.Read()) entries.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3)));
        return entries;
    }
}
