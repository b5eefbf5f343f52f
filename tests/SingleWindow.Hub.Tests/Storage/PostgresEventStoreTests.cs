using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Storage;
using static SingleWindow.Hub.Tests.Storage.Appends;

namespace SingleWindow.Hub.Tests.Storage;

public sealed partial class PostgresEventStoreTests : EventStoreConformance
{
    private string database = "";

    public override Task DisposeAsync() => Close(Store);

    private protected override async Task<IEventStore> Open()
    {
        if (database.Length == 0) database = await (await PostgresServer.Shared).NewDatabase();
        var store = Connect();
        // Migrated before any test holds the writer up.
        await store.ReadHead(None);
        return store;
    }

    private protected override async Task Close(IEventStore store) => await ((PostgresEventStore)store).DisposeAsync();

    private protected override async Task<IAsyncDisposable> HoldWriter(params string[] appendTo) => await HeldLock.Take(database, appendTo);

    private PostgresEventStore Connect(string? to = null) => new(new(to ?? database), NullLogger<PostgresEventStore>.Instance);

    private Task<object?> Run(string sql) => HeldLock.Run(database, sql);

    [Fact]
    public async Task A_store_of_the_first_schema_is_brought_up_to_date()
    {
        var old = await (await PostgresServer.Shared).NewDatabase();
        await using (var source = NpgsqlDataSource.Create(old + ";Pooling=false;Search Path=events"))
        await using (var connection = await source.OpenConnectionAsync())
            await PostgresMigrations.Apply(connection, "events", None, upTo: 1);
        await using var store = Connect(old);
        var once = Request("", To("one", 0)) with { Command = CommandId.None };

        (await store.Append(once, None)).Repeated.Should().BeFalse();
        (await store.Append(once with { Streams = [To("two", 0)] }, None)).Should().Match<CommandResult>(result => !result.Repeated && result.Position == 2);
    }

    [Fact]
    public async Task Disposing_writes_what_is_queued_and_lets_no_more_in()
    {
        var appends = Enumerable.Range(0, 1000).Select(i => Store.Append(Request($"{i}", To($"{i}", 0)), None)).ToArray();

        await Close(Store);

        (await Task.WhenAll(appends)).Should().HaveCount(1000);
        await FluentActions.Awaiting(() => Store.Append(Request("late", To("late", 0)), None)).Should().ThrowAsync<ObjectDisposedException>();
        await using var again = Connect();
        (await again.ReadHead(None)).Should().Be(1000);
    }

    private protected override Task FillUpAt(string type) => Run($$"""
        create function events.full() returns trigger language plpgsql as $body$ begin raise exception 'disk is full' using errcode = 'disk_full'; end $body$;
        create trigger fills_up before insert on events.events for each row when (new.type = '{{type}}') execute function events.full();
        """);

    [Fact]
    public async Task A_database_of_a_newer_binary_is_refused_and_left_alone()
    {
        await Run("insert into events.schema_version (version) values (999)");

        await using var older = Connect();

        await FluentActions.Awaiting(() => older.ReadHead(None)).Should().ThrowAsync<StoreException>().WithMessage("*newer binary*");
        await FluentActions.Awaiting(() => older.Append(Request("a", To("one", 0)), None)).Should().ThrowAsync<OutcomeUnknownException>();
        (await Run("select max(version) from events.schema_version")).Should().Be(999);
    }

    [Fact]
    public async Task Nodes_that_start_at_once_migrate_once()
    {
        var empty = await (await PostgresServer.Shared).NewDatabase();
        var stores = Enumerable.Range(0, 6).Select(_ => Connect(empty)).ToArray();

        var results = await Task.WhenAll(stores.Select((store, i) => store.Append(Request($"{i}", To($"{i}", 0)), None)));

        results.Select(result => result.Position).Order().Should().Equal(1, 2, 3, 4, 5, 6);
        foreach (var store in stores) await store.DisposeAsync();
    }

    [Fact]
    public async Task A_script_that_is_run_again_on_what_is_there_changes_nothing()
    {
        var first = await Store.Append(Request("a", To("one", 0)), None);
        await Run("delete from events.schema_version");

        await using var again = Connect();

        (await again.Append(Request("a", To("one", 0)), None)).Should().Be(first with { Repeated = true });
        (await again.Append(Request("b", To("one", 1)), None)).Position.Should().Be(2);
    }
}
