using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.Identity.Storage;
using SingleWindow.Identity.Tokens;

namespace SingleWindow.EndToEnd.Tests.Identity;

/// <summary>The store of an installation that had clients before it had people.</summary>
public sealed class SchemaTests
{
    // What the release before accounts wrote, table by table.
    private static readonly string[] OfVersionOne = ["OpenIddictApplications", "OpenIddictAuthorizations", "OpenIddictScopes", "OpenIddictTokens"];

    [Fact]
    public async Task A_store_of_version_one_keeps_its_clients_and_takes_accounts()
    {
        await using var host = new HostProcess();
        var client = await host.Run("client", "create", "Firm", "--scope", "employer", "--party", "emp_1");
        MakeVersionOne(Path.Combine(host.DataPath, "identity.db"));
        await host.Start();
        await Tokens.Get(host.Client, client["client_id"], client["client_secret"]);
        using var person = await Person.Register(host);
        (await person.SignIn()).Address.Should().Be("/account/security");

        // A backup has people too.
        var backup = Path.Combine(host.DataPath, "backup");
        (await host.Run("backup", backup, "--roles", "identity")).ExitCode.Should().Be(0);
        await using var restored = new HostProcess();
        var done = await restored.Run("restore", backup, "--roles", "identity");
        done.ExitCode.Should().Be(0, done.Errors);
        (await restored.Run("account", "list")).Output.Should().StartWith($"{person.Login} (Ann Example)");
        Count(Path.Combine(host.DataPath, "identity.db"), "Sessions").Should().Be(1);
        Count(Path.Combine(restored.DataPath, "identity.db"), "Sessions").Should().Be(0, "who has signed out since stays signed out");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_of_version_two_takes_passkeys_whether_or_not_it_had_a_table_for_them(bool had)
    {
        await using var host = new HostProcess();
        await host.Run("client", "create", "Firm", "--scope", "employer", "--party", "emp_1");
        var path = Path.Combine(host.DataPath, "identity.db");
        Execute(path, had ? "ALTER TABLE AspNetUserPasskeys DROP COLUMN LastUsed" : "DROP TABLE AspNetUserPasskeys");
        Execute(path, "ALTER TABLE Sessions DROP COLUMN Methods");
        Execute(path, "PRAGMA user_version = 2");
        (await host.Run("account", "list")).ExitCode.Should().Be(0);
        Ask(path, "SELECT name FROM pragma_table_info('AspNetUserPasskeys')").Should().Contain("LastUsed");
        Ask(path, "SELECT name FROM pragma_table_info('Sessions')").Should().Contain("Methods");
    }

    [Fact]
    public async Task A_newer_store_is_left_alone()
    {
        await using var host = new HostProcess();
        await host.Run("account", "list");
        var path = Path.Combine(host.DataPath, "identity.db");
        Execute(path, "PRAGMA user_version = 99");
        (await host.Run("--init-only", "--roles", "identity")).ExitCode.Should().Be(1);
    }

    [Fact]
    public async Task A_token_of_a_client_leaves_no_row()
    {
        await using var host = new HostProcess();
        await host.Start();
        var client = await host.Run("client", "create", "Firm", "--scope", "employer", "--party", "emp_1");
        await Tokens.Get(host.Client, client["client_id"], client["client_secret"]);
        var path = Path.Combine(host.DataPath, "identity.db");
        Count(path, "OpenIddictTokens").Should().Be(0);
        Count(path, "OpenIddictAuthorizations").Should().Be(0);

        var app = await App.Register(host);
        using var person = await Person.Register(host);
        await app.TokensOf(await person.SignIn(app.Address()));
        Count(path, "OpenIddictTokens").Should().Be(2, "code and refresh token");
        await using var services = new ServiceCollection().AddLogging().AddIdentityStore(new FolderPlace(host.DataPath)).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await Pruning.Prune(scope.ServiceProvider, TimeProvider.System.GetUtcNow().AddHours(1), CancellationToken.None);
        Count(path, "OpenIddictTokens").Should().Be(1, "the code is used");
    }

    private static void MakeVersionOne(string path)
    {
        foreach (var table in Ask(path, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").Except(OfVersionOne)) Execute(path, $"PRAGMA foreign_keys = OFF; DROP TABLE \"{table}\"");
        Execute(path, "PRAGMA user_version = 1");
        Ask(path, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").Should().BeEquivalentTo(OfVersionOne);
    }

    private static long Count(string path, string table) => long.Parse(Ask(path, $"SELECT count(*) FROM {table}").Single());

    private static List<string> Ask(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read()) found.Add(rows.GetString(0));
        return found;
    }

    private static void Execute(string path, string sql) => Ask(path, sql);
}
