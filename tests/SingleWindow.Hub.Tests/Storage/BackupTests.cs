using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SingleWindow.Core.Documents;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Audit;
using SingleWindow.Hub.Documents;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Storage;

public sealed class BackupTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken None => CancellationToken.None;

    private string Copy => folder.File("copy");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_copy_taken_while_others_write_is_restored_beside_the_current_keys_without_what_was_erased_since(string kind)
    {
        var there = await Options(kind, "there");
        var document = EntityId.New<DocumentId>(Appends.At);
        IReadOnlyList<StoredEvent> written;
        long position;
        await using (var hub = new Stores(there))
        {
            await hub.Record("wrk_1");
            await hub.Record("wrk_2");
            await hub.Documents.Begin(document, EntityId.New<Core.Applications.ApplicationId>(Appends.At), None);
            await hub.Documents.Write(document, 0, [1, 2, 3], None);
            using var enough = new CancellationTokenSource();
            var others = Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
            {
                while (!enough.IsCancellationRequested) await hub.Record($"wrk_{3 + writer}");
            })));
            await Eventually.Holds(() => hub.Events.ReadHead(None).Result > 20, "they write");
            position = await Backup.Take(there, Copy, into => File.WriteAllText(Path.Combine(into, "of others"), "kept"), Appends.At, None);
            await enough.CancelAsync();
            await others;
            written = await hub.Events.ReadAll(0, int.MaxValue, None);
            await hub.Vault.Destroy("wrk_2", null, None);
        }

        var here = await Options(kind, "here", keysOf: there);
        var report = await Backup.Restore(here, Copy, NullLoggerFactory.Instance, None);

        report.Should().Be(new BackupReport(position, position - 1, Erased: 1));
        position.Should().BeGreaterThan(20);
        await using var restored = new Stores(here);
        (await restored.Events.ReadAll(0, int.MaxValue, None)).Select(Text).Should().Equal(written.Take((int)position).Select(Text));
        (await restored.Documents.Read(document, 0, None)).Should().Equal(1, 2, 3);
        await restored.Record("wrk_1");
        (await restored.Events.ReadHead(None)).Should().Be(position + 1);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task It_is_not_restored_over_something_nor_with_the_keys_of_another_and_nothing_is_left_behind(string kind)
    {
        var there = await Options(kind, "there");
        await using (var hub = new Stores(there)) await hub.Record("wrk_1");
        await Backup.Take(there, Copy, _ => { }, Appends.At, None);
        var another = await Options(kind, "another");
        await using (var hub = new Stores(another)) await hub.Record("wrk_9");

        await Refused(there, "empty store");
        var foreign = await Options(kind, "foreign", keysOf: another);
        await Refused(foreign, "not the one of this installation");
        foreign = GiveKeys(there, foreign);
        await Refused(foreign with { MasterKey = Convert.ToBase64String(new byte[32]) }, "master key");
        (await Backup.Restore(foreign, Copy, NullLoggerFactory.Instance, None)).Events.Should().Be(1);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Keys_that_are_older_than_the_copy_are_refused_for_they_would_be_made_anew(string kind)
    {
        var there = await Options(kind, "there");
        await using (var hub = new Stores(there)) await hub.Record("wrk_1");
        var older = there;
        if (kind == "sqlite") older = GiveKeys(there, await Options(kind, "older"));
        await using (var hub = new Stores(there)) await hub.Record("wrk_2");
        await Backup.Take(there, Copy, _ => { }, Appends.At, None);
        if (kind == "postgres") await Sql(there.KeysConnection!, "delete from keys.keys where subject = 'wrk_2'");

        var here = await Options(kind, "here", keysOf: older);
        await Refused(here, "older than the backup");
        Directory.Exists(here.Path).Should().Be(kind == "sqlite");
        if (kind == "sqlite") Directory.GetFiles(here.Path).Should().BeEmpty();
    }

    [Fact]
    public async Task A_log_that_was_left_behind_is_not_played_over_the_copy()
    {
        var there = await Options("sqlite", "there");
        await using (var hub = new Stores(there)) await hub.Record("wrk_1");
        await Backup.Take(there, Copy, _ => { }, Appends.At, None);
        var here = await Options("sqlite", "here", keysOf: there);
        await File.WriteAllTextAsync(here.Documents + "-wal", "of before");

        await Refused(here, "documents.db-wal");
    }

    [Fact]
    public async Task A_database_in_which_hubs_run_or_ran_a_moment_ago_is_not_filled()
    {
        var there = await Options("postgres", "there");
        await using (var hub = new Stores(there)) await hub.Record("wrk_1");
        await Backup.Take(there, Copy, _ => { }, Appends.At, None);
        var here = await Options("postgres", "here", keysOf: there);
        await Sql(here.Connection!, "create schema cluster; create table cluster.members (status integer, last_alive_at timestamptz); insert into cluster.members values (3, now())");

        await Refused(here, "stop them all");
    }

    [Fact]
    public async Task Without_keys_nothing_is_restored()
    {
        var there = await Options("sqlite", "there");
        await using (var hub = new Stores(there)) await hub.Record("wrk_1");
        await Backup.Take(there, Copy, _ => { }, Appends.At, None);

        await Refused(await Options("sqlite", "nothing"), "put the current one there");
    }

    [Theory]
    [InlineData("backup.json", "no backup")]
    [InlineData("documents.db", "lacks its file")]
    [InlineData("events.db", "not the one that was written")]
    public async Task What_is_not_whole_is_not_restored(string file, string reason)
    {
        var there = await Options("sqlite", "there");
        await using (var hub = new Stores(there)) await hub.Record("wrk_1");
        await Backup.Take(there, Copy, _ => { }, Appends.At, None);
        if (file == "events.db")
        {
            await using var content = File.Open(Path.Combine(Copy, file), FileMode.Open);
            content.Seek(-1, SeekOrigin.End);
            content.WriteByte(0x5a);
        }
        else
        {
            File.Delete(Path.Combine(Copy, file));
        }

        await Refused(await Options("sqlite", "here", keysOf: there), reason);
    }

    [Fact]
    public async Task A_copy_goes_into_a_folder_of_its_own()
    {
        var there = await Options("sqlite", "there");
        await using (var hub = new Stores(there)) await hub.Record("wrk_1");
        await Backup.Take(there, Copy, _ => { }, Appends.At, None);

        (await FluentActions.Awaiting(() => Backup.Take(there, Copy, _ => { }, Appends.At, None)).Should().ThrowAsync<StoreException>()).Which.Message.Should().Contain("not empty");
    }

    private async Task Refused(StorageOptions options, string reason) =>
        (await FluentActions.Awaiting(() => Backup.Restore(options, Copy, NullLoggerFactory.Instance, None)).Should().ThrowAsync<StoreException>()).Which.Message.Should().Contain(reason);

    private static async Task Sql(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static string Text(StoredEvent stored) =>
        $"{stored.Position} {stored.Stream} {stored.Version} {stored.Type} {stored.At:O} {Convert.ToHexString(stored.Data)} {stored.Sealed?.Key} {Convert.ToHexString(stored.Sealed?.Bytes ?? [])}";

    private async Task<StorageOptions> Options(string kind, string name, StorageOptions? keysOf = null)
    {
        var options = new StorageOptions { Path = folder.File(name) };
        if (kind == "postgres")
        {
            var server = await PostgresServer.Shared;
            options = options with { Connection = await server.NewDatabase(), KeysConnection = await server.NewDatabase(), MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) };
        }
        return keysOf is null ? options : GiveKeys(keysOf, options);
    }

    private static StorageOptions GiveKeys(StorageOptions from, StorageOptions to)
    {
        if (from.Connection is not null) return to with { KeysConnection = from.KeysConnection, MasterKey = from.MasterKey };
        Directory.CreateDirectory(to.KeyFolder);
        foreach (var file in Directory.GetFiles(to.KeyFolder)) File.Delete(file);
        foreach (var file in Directory.GetFiles(from.KeyFolder)) File.Copy(file, Path.Combine(to.KeyFolder, Path.GetFileName(file)));
        return to;
    }

    /// <summary>The stores of a hub.</summary>
    private sealed class Stores : IAsyncDisposable
    {
        private readonly ServiceProvider services;
        private readonly AuditLog audit;

        public Stores(StorageOptions options)
        {
            services = new ServiceCollection().AddLogging().AddStorage(options).BuildServiceProvider();
            (Events, Vault) = (services.GetRequiredService<IEventStore>(), services.GetRequiredService<IKeyVault>());
            audit = new(Events, new EventFormat(EventCatalog.Default, new Sealer(Vault)), Vault);
            ActivatorUtilities.CreateInstance<StorageStart>(services).StartAsync(None).GetAwaiter().GetResult();
        }

        public IEventStore Events { get; }

        public IKeyVault Vault { get; }

        public IDocumentStore Documents => services.GetRequiredService<IDocumentStore>();

        public Task Record(string subject) =>
            audit.Record(new(AuditLog.NewXid(Appends.At), "record.read", Appends.At, new Actor("client", "MIG"), "P01", "row", ["name"], "allowed", """{"record":"rec_1"}"""), subject, None);

        public ValueTask DisposeAsync() => services.DisposeAsync();
    }
}
