using System.Diagnostics;
using Npgsql;

namespace SingleWindow.Hub.Tests.Storage;

/// <summary>A real PostgreSQL on a temporary directory (ops/temporary-postgres). It ends with this process, however that ends: the script reads from it.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> OneForAll = new(() => Start("fsync=off", "max_connections=500"));

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

    /// <summary>Connects to a new and empty database.</summary>
    public async Task<string> NewDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await using var source = NpgsqlDataSource.Create(address + ";Pooling=false");
        await using var create = source.CreateCommand($"create database {name} strategy file_copy");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(address) { Database = name }.ToString();
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
