using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace SingleWindow.Hub.Tests.Storage;

/// <summary>A real PostgreSQL on a temporary directory (ops/temporary-postgres). It ends with this process, however that ends: the script reads from it.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> OneForAll = new(() => Start("fsync=off", "max_connections=500"));

    private static readonly ConcurrentDictionary<string, Lazy<Task<(string Stores, string Keys)>>> Folders = [];
    private static int databases;
    private readonly Process script;
    private readonly string address;

    private PostgresServer(Process script, string address) => (this.script, this.address) = (script, address);

    /// <summary>The server of the whole test run. Do not stop it.</summary>
    public static Task<PostgresServer> Shared => OneForAll.Value;

    /// <summary>A server of one test.</summary>
    public static async Task<PostgresServer> Start(params string[] settings)
    {
        var start = new ProcessStartInfo(Script(), settings) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var script = Process.Start(start)!;
        return await script.StandardOutput.ReadLineAsync() is { } address
            ? new(script, address)
            : throw new InvalidOperationException("ops/temporary-postgres did not start; it says why on the standard error.");
    }

    /// <summary>Connects to a new and empty database. It sorts as people do, not byte by byte: the stores must not depend on that.</summary>
    /// <param name="tablespace">Where its tables lie.</param>
    public async Task<string> NewDatabase(string tablespace = "pg_default")
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await Run($"create database {name} template template0 strategy file_copy locale_provider icu icu_locale 'en-US' encoding 'UTF8' tablespace {tablespace}");
        return new NpgsqlConnectionStringBuilder(address) { Database = name }.ToString();
    }

    /// <summary>Runs a statement as the server's owner.</summary>
    public async Task Run(string sql)
    {
        await using var source = NpgsqlDataSource.Create(address + ";Pooling=false;Options=-c default_transaction_read_only=off");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The settings of a hub that keeps its data here if the tests were told so (SINGLEWINDOW_TEST_STORE=postgres): the same databases for the same folder.</summary>
    public static async Task<Dictionary<string, string?>> SettingsFor(string folder)
    {
        if (Environment.GetEnvironmentVariable("SINGLEWINDOW_TEST_STORE") != "postgres") return [];
        var (stores, keys) = await Folders.GetOrAdd(folder, _ => new(async () =>
        {
            var server = await Shared;
            return (await server.NewDatabase(), await server.NewDatabase());
        })).Value;
        return new() { ["Store:Kind"] = "postgres", ["Store:Connection"] = stores, ["Keys:Connection"] = keys, ["Keys:Master"] = Convert.ToBase64String(new byte[32]) };
    }

    /// <summary>Copies what such a hub keeps into its folder, a file <c>schema.table.copy</c> for each table, with the bytes as they are.</summary>
    public static async Task CopyInto(string folder)
    {
        if (!Folders.TryGetValue(folder, out var made)) return;
        var (stores, keys) = await made.Value;
        foreach (var database in new[] { stores, keys })
        {
            await using var source = NpgsqlDataSource.Create(database + ";Pooling=false");
            var tables = new List<string>();
            await using (var list = source.CreateCommand("select schemaname || '.' || tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"))
            await using (var reader = await list.ExecuteReaderAsync())
                while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
            await using var connection = await source.OpenConnectionAsync();
            foreach (var table in tables)
            {
                await using var copy = await connection.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)");
                await using var file = File.Create(Path.Combine(folder, table + ".copy"));
                await copy.CopyToAsync(file);
            }
        }
    }

    /// <summary>Drops the read models of such a hub, as an operator may at any time.</summary>
    public static async Task LoseViews(string folder)
    {
        if (!Folders.TryGetValue(folder, out var made)) return;
        await using var source = NpgsqlDataSource.Create((await made.Value).Stores + ";Pooling=false");
        await using var drop = source.CreateCommand("drop schema views cascade");
        await drop.ExecuteNonQueryAsync();
    }

    /// <summary><c>stop</c>, <c>kill</c> or <c>start</c>; completes when it has happened.</summary>
    public async Task Tell(string command)
    {
        await script.StandardInput.WriteLineAsync(command);
        await script.StandardInput.FlushAsync();
        (await script.StandardOutput.ReadLineAsync()).Should().Be($"{command}: done");
    }

    public async ValueTask DisposeAsync()
    {
        script.StandardInput.Close();
        await script.WaitForExitAsync();
        script.Dispose();
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "ops", "temporary-postgres") is var script && File.Exists(script)) return script;
        throw new FileNotFoundException("ops/temporary-postgres is not above the tests.");
    }
}
