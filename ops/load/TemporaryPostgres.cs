using System.Diagnostics;
using Npgsql;

namespace SingleWindow.Load;

/// <summary>A PostgreSQL on a temporary directory (ops/temporary-postgres), with two databases; it ends with this process.</summary>
internal sealed class TemporaryPostgres : IAsyncDisposable
{
    private readonly Process script;

    private TemporaryPostgres(Process script, string stores, string keys) => (this.script, Stores, Keys) = (script, stores, keys);

    public string Stores { get; }

    public string Keys { get; }

    public static async Task<TemporaryPostgres> Start()
    {
        var script = Process.Start(new ProcessStartInfo(File()) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var stores = await script.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("ops/temporary-postgres did not start; it says why on the standard error.");
        await using var source = NpgsqlDataSource.Create(stores + ";Pooling=false");
        await using var create = source.CreateCommand("create database keys");
        await create.ExecuteNonQueryAsync();
        return new(script, stores, new NpgsqlConnectionStringBuilder(stores) { Database = "keys" }.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        script.StandardInput.Close();
        await script.WaitForExitAsync();
        script.Dispose();
    }

    private static string File()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "ops", "temporary-postgres") is var script && System.IO.File.Exists(script)) return script;
        throw new FileNotFoundException("ops/temporary-postgres is not above this program.");
    }
}
