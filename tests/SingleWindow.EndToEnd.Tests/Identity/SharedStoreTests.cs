using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.Hub.Tests.Storage;
using SingleWindow.Identity.Storage;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>What the issuer keeps in PostgreSQL.</summary>
public sealed class SharedStoreTests
{
    private const string Columns = "select string_agg(table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length::text, '') || ' ' || is_nullable || ' ' || is_identity, E'\\n' order by table_name collate \"C\", column_name collate \"C\") from information_schema.columns where table_name not in ('schema_version', 'key_files') and table_schema = ";
    private const string Indexes = "select string_agg(replace(indexdef, schemaname || '.', ''), E'\\n' order by indexname collate \"C\") from pg_indexes where tablename not in ('schema_version', 'key_files') and schemaname = ";

    [Fact]
    public async Task The_scripts_make_what_the_model_says()
    {
        var connection = await (await PostgresServer.Shared).NewDatabase();
        await using var services = new ServiceCollection().AddLogging().AddIdentityStore(IdentityPlaces.Of(Settings(connection, new byte[32]))).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IdentityStore>();
        var place = services.GetRequiredService<IIdentityPlace>();
        place.Ensure(store);
        place.Ensure(store);
        await Ask(connection, "create schema model; set search_path to model;" + store.Database.GenerateCreateScript());
        (await Ask(connection, Columns + "'identity'")).Should().Be(await Ask(connection, Columns + "'model'"), "a change of the model needs a script (Storage/Migrations)");
        (await Ask(connection, Indexes + "'identity'")).Should().Be(await Ask(connection, Indexes + "'model'"));

        await Ask(connection, "insert into identity.schema_version values (99)");
        FluentActions.Invoking(() => place.Ensure(store)).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public async Task Keys_are_sealed_anew_when_the_master_key_changes()
    {
        var connection = await (await PostgresServer.Shared).NewDatabase();
        var (former, next) = (new byte[32], Enumerable.Repeat((byte)7, 32).ToArray());
        var before = new PostgresPlace(Settings(connection, former));
        before.SealAnew().Should().Be((0, 0), "there is no issuer here");
        before.Ensure(null!);
        before.Keys.ReadOrCreate("a/b", () => "secret").Should().Be("secret");
        before.Keys.In("a").Should().Equal("a/b");

        FluentActions.Invoking(() => new PostgresPlace(Settings(connection, next)).Keys.ReadOrCreate("a/b", () => "")).Should().Throw<InvalidDataException>().WithMessage("*Keys:Others*");
        var both = new PostgresPlace(Settings(connection, next, former));
        both.Keys.ReadOrCreate("a/b", () => "").Should().Be("secret");
        both.SealAnew().Should().Be((1, 1));
        both.SealAnew().Should().Be((1, 0));
        new PostgresPlace(Settings(connection, next)).Keys.ReadOrCreate("a/b", () => "").Should().Be("secret");
    }

    [Fact]
    public async Task A_database_that_starts_later_is_waited_for_and_one_that_was_started_anew_is_used_again()
    {
        await using var server = await PostgresServer.Start("fsync=off");
        var connection = await server.NewDatabase();
        await server.Tell("stop");
        await using var host = new HostProcess { Store = ["--Store:Kind=postgres", $"--Store:Connection={connection}", $"--Keys:Master={Convert.ToBase64String(new byte[32])}", "--roles", "identity"] };
        host.Add($"--Identity:Issuer={host.Identity}");
        var start = host.Start();
        await Eventually.Get(() => Task.FromResult(host.Output), output => output.Contains("Waiting for the database of the issuer", StringComparison.Ordinal), "it waits");
        await server.Tell("start");
        await start;
        var client = await host.Run("client", "create", "Firm", "--scope", "employer", "--party", "emp_1");
        using var http = new HttpClient { BaseAddress = host.Identity };
        await Tokens.Get(http, client["client_id"], client["client_secret"]);

        await server.Tell("kill");
        await server.Tell("start");
        await Eventually.Get(async () =>
        {
            using var answer = await Tokens.Ask(http, client["client_id"], client["client_secret"]);
            return answer.IsSuccessStatusCode;
        }, whole => whole, "it goes on");
        host.IsRunning.Should().BeTrue();
    }

    [Fact]
    public async Task A_store_in_files_is_not_forgotten_without_a_word()
    {
        await using var host = new HostProcess("--roles", "identity");
        await File.WriteAllTextAsync(Path.Combine(host.DataPath, "identity.db"), "");
        var connection = await (await PostgresServer.Shared).NewDatabase();
        var made = await HostProcess.RunHost("--init-only", "--roles", "identity", $"--Store:Path={host.DataPath}", "--Store:Kind=postgres", $"--Store:Connection={connection}", $"--Keys:Master={Convert.ToBase64String(new byte[32])}");
        made.ExitCode.Should().Be(1);
        made.Errors.Should().Contain("is not taken over");
    }

    private static IConfigurationRoot Settings(string connection, byte[] master, byte[]? other = null) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Store:Kind"] = "postgres",
        ["Store:Path"] = Path.Combine(Path.GetTempPath(), "nothing-is-here"),
        ["Store:Connection"] = connection,
        ["Keys:Master"] = Convert.ToBase64String(master),
        ["Keys:Others"] = other is null ? null : Convert.ToBase64String(other),
    }).Build();

    private static async Task<object?> Ask(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
