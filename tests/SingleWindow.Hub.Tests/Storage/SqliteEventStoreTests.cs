using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SingleWindow.Hub.Storage;
using static SingleWindow.Hub.Tests.Storage.Appends;

namespace SingleWindow.Hub.Tests.Storage;

public sealed class SqliteEventStoreTests : EventStoreConformance
{
    private readonly TempFolder folder = new();

    private string Database => folder.File("events.db");

    public override async Task DisposeAsync()
    {
        await Close(Store);
        folder.Dispose();
    }

    private protected override Task<IEventStore> Open() => Task.FromResult<IEventStore>(Open(patience: null));

    private protected override Task Close(IEventStore store)
    {
        ((SqliteEventStore)store).Dispose();
        return Task.CompletedTask;
    }

    private protected override async Task<IAsyncDisposable> HoldWriter(params string[] appendTo) => await Held.Begin(Database, appendTo);

    private SqliteEventStore Open(TimeSpan? patience) => new(Database, NullLogger<SqliteEventStore>.Instance, patience);

    [Fact]
    public async Task A_second_process_on_the_same_path_is_told_so()
    {
        var second = () => Open(patience: null);

        second.Should().Throw<StoreException>().WithMessage("*in use by another process*");
        await Store.Append(Request("a", To("one", 0)), None);
    }

    [Fact]
    public async Task Disposing_writes_what_is_queued_and_lets_no_more_in()
    {
        var appends = Enumerable.Range(0, 1000).Select(i => Store.Append(Request($"{i}", To($"{i}", 0)), None)).ToArray();

        await Close(Store);

        (await Task.WhenAll(appends)).Should().HaveCount(1000);
        await FluentActions.Awaiting(() => Store.Append(Request("late", To("late", 0)), None)).Should().ThrowAsync<ObjectDisposedException>();
        using var again = Open(patience: null);
        (await again.ReadHead(None)).Should().Be(1000);
    }

    [Fact]
    public async Task A_batch_that_could_not_begin_fails_and_the_next_one_succeeds()
    {
        await Close(Store);
        using var hasty = Open(TimeSpan.FromMilliseconds(20));

        await using (await Held.Begin(Database, []))
        {
            var append = () => hasty.Append(Request("a", To("one", 0)), None);
            await append.Should().ThrowAsync<OutcomeUnknownException>();
        }

        (await hasty.FindCommand(Command("a"), None)).Should().BeNull();
        (await hasty.Append(Request("a", To("one", 0)), None)).Repeated.Should().BeFalse();
    }

    private protected override Task FillUpAt(string type) =>
        Run($"create trigger full before insert on events when new.type = '{type}' begin select raise(fail, 'database or disk is full'); end");

    [Fact]
    public async Task A_database_of_a_newer_binary_is_refused_and_left_alone()
    {
        await Close(Store);
        await Run("insert into schema_version (version) values (999)");

        var older = () => Open(patience: null);

        older.Should().Throw<StoreException>().WithMessage("*newer binary*");
        await Run("delete from schema_version where version = 999");
        Open(patience: null).Dispose();
    }

    [Fact]
    public void Files_are_for_the_owner_only()
    {
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(Database).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task Run(string sql)
    {
        await using var connection = Held.Connect(Database);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>An open write transaction of somebody else.</summary>
    private sealed class Held(SqliteConnection connection, SqliteTransaction transaction) : IAsyncDisposable
    {
        public static SqliteConnection Connect(string database)
        {
            var connection = new SqliteConnection($"Data Source={database};Pooling=False");
            connection.Open();
            return connection;
        }

        public static async Task<Held> Begin(string database, string[] appendTo)
        {
            var connection = Connect(database);
            var transaction = connection.BeginTransaction(deferred: false);
            foreach (var stream in appendTo)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = """
                    update counters set value = value + 1 where name = 'position';
                    update streams set version = version + 1 where stream = $stream;
                    insert into events (position, stream, version, type, schema_version, at, command_id, data)
                    select value, stream, version, 'thing.happened', 1, 0, 'held', x'7b7d' from counters, streams where name = 'position' and stream = $stream;
                    """;
                command.Parameters.AddWithValue("$stream", stream);
                await command.ExecuteNonQueryAsync();
            }
            return new(connection, transaction);
        }

        public async ValueTask DisposeAsync()
        {
            await transaction.CommitAsync();
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}
