using Microsoft.Extensions.Logging.Abstractions;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Storage;

public sealed class PostgresStartTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_server_that_is_away_is_waited_for_and_the_trouble_is_told()
    {
        await using var server = await PostgresServer.Start();
        var target = new PostgresTarget(await server.NewDatabase());
        await server.Tell("stop");
        await using var store = new PostgresEventStore(target, NullLogger<PostgresEventStore>.Instance);

        var head = store.ReadHead(None);
        await Eventually.Holds(() => target.Trouble is not null, "the trouble is told");
        target.Trouble.Should().Contain("127.0.0.1").And.NotContain("temporary", "that is the password");
        await server.Tell("start");

        (await head).Should().Be(0);
        target.Trouble.Should().BeNull();
    }

    [Fact]
    public async Task Keys_are_made_though_the_server_was_started_again_and_every_idle_connection_is_dead()
    {
        await using var server = await PostgresServer.Start();
        await using var rows = new PostgresKeyRows(new(await server.NewDatabase()));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Make(rows, $"wrk_{number}")));

        await server.Tell("stop");
        await server.Tell("start");

        (await Make(rows, "wrk_9")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_connection_that_was_opened_while_nobody_might_write_is_not_kept()
    {
        var database = await (await PostgresServer.Shared).NewDatabase();
        await using var rows = new PostgresKeyRows(new(database));
        await Make(rows, "wrk_1");
        Task MayWrite(bool may) => HeldLock.Run(database + ";Options=-c default_transaction_read_only=off", $"""
            do $$ begin execute format('alter database %I set default_transaction_read_only = {(may ? "off" : "on")}', current_database()); end $$;
            select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and {!may}
            """);

        await MayWrite(false);
        await FluentActions.Awaiting(() => rows.Destroy("wrk_1", null, None)).Should().ThrowAsync<Npgsql.NpgsqlException>();
        await FluentActions.Awaiting(() => rows.Destroy("wrk_1", null, None)).Should().ThrowAsync<Npgsql.PostgresException>().Where(refusal => refusal.SqlState == "25006");
        await MayWrite(true);

        await rows.Destroy("wrk_1", null, None);
    }

    private static Task<IReadOnlyList<byte[]>> Make(PostgresKeyRows rows, string subject) => rows.Ensure([new(new(subject, "identity"), [1, 2, 3])], None);

    [Theory]
    [InlineData("Password=mistaken", "28P01")]
    [InlineData("Database=nowhere", "3D000")]
    public async Task A_server_that_says_no_ends_the_start_and_the_password_is_not_told(string mistake, string code)
    {
        var database = await (await PostgresServer.Shared).NewDatabase();
        await using var store = new PostgresEventStore(new(database + ";" + mistake), NullLogger<PostgresEventStore>.Instance);

        var refused = await FluentActions.Awaiting(() => store.ReadHead(None)).Should().ThrowAsync<StoreException>();

        refused.Which.Message.Should().Contain(code).And.NotContain("mistaken");
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("Host=db;Sesame=open")]
    [InlineData("Host=db;Port=sesame")]
    public void What_is_not_a_connection_string_is_refused_without_repeating_it(string text) =>
        FluentActions.Invoking(() => PostgresSettings.Parse(text)).Should().Throw<StoreException>().Which.ToString().Should().NotContainEquivalentOf("sesame");

    [Fact]
    public async Task A_destroyed_key_is_gone_and_never_made_again()
    {
        await using var rows = new PostgresKeyRows(new(await (await PostgresServer.Shared).NewDatabase()));
        KeyRef identity = new("wrk_1", "identity"), health = new("wrk_1", "health");
        WrappedKey Wrapped(KeyRef key, byte with) => new(key, [with, with, with]);

        (await rows.Any(None)).Should().BeFalse();
        (await rows.Ensure([Wrapped(identity, 1), Wrapped(health, 2), Wrapped(identity, 3)], None)).Select(bytes => bytes[0]).Should().Equal(1, 2, 1);
        (await rows.Ensure([Wrapped(identity, 9)], None))[0].Should().Equal(1, 1, 1);
        await rows.Destroy("wrk_1", "identity", None);

        (await rows.Find(identity, None)).Should().BeNull();
        (await rows.Find(health, None)).Should().Equal(2, 2, 2);
        await FluentActions.Awaiting(() => rows.Ensure([Wrapped(new("wrk_1", "fees"), 4), Wrapped(identity, 5)], None)).Should().ThrowAsync<KeyDestroyedException>();
        (await rows.Find(new("wrk_1", "fees"), None)).Should().BeNull("none is made when one is refused");
        await rows.Destroy("wrk_1", null, None);
        await FluentActions.Awaiting(() => rows.Ensure([Wrapped(new("wrk_1", "fees"), 4)], None)).Should().ThrowAsync<KeyDestroyedException>();
    }
}
