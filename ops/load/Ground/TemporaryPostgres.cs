using System.Diagnostics;
using Npgsql;

namespace SingleWindow.Load.Ground;

/// <summary>A PostgreSQL on a temporary directory (ops/temporary-postgres); it ends with this process.</summary>
internal sealed class TemporaryPostgres : IAsyncDisposable
{
    private readonly Process script;
    private int databases;

    private TemporaryPostgres(Process script, string connection, int server) => (this.script, Connection, Server) = (script, connection, server);

    /// <summary>To its first database.</summary>
    public string Connection { get; }

    /// <summary>The process that all its others are children of.</summary>
    public int Server { get; }

    public static async Task<TemporaryPostgres> Start()
    {
        // A hub needs up to 20 connections for each of six stores.
        var script = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "ops", "temporary-postgres"), ["max_connections=300"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var connection = await script.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("ops/temporary-postgres did not start; it says why on the standard error.");
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var own = source.CreateCommand("select pg_backend_pid()");
        // While the connection is open, its process is there to be asked who started it.
        await using var reader = await own.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new(script, connection, Processes.Parent(reader.GetInt32(0)));
    }

    /// <summary>A new database; its connection string.</summary>
    public async Task<string> CreateDatabase()
    {
        var name = $"load{Interlocked.Increment(ref databases)}";
        await Execute($"create database {name}");
        return new NpgsqlConnectionStringBuilder(Connection) { Database = name }.ToString();
    }

    /// <summary>Drops it, whoever is connected.</summary>
    public Task DropDatabase(string connection) => Execute($"drop database {new NpgsqlConnectionStringBuilder(connection).Database} with (force)");

    /// <summary>One statement in the first database.</summary>
    public async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Connection + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        script.StandardInput.Close();
        await script.WaitForExitAsync();
        script.Dispose();
    }
}
