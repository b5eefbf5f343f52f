using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Hub;

namespace SingleWindow.Load.Ground;

/// <summary>An empty store of its own, which goes when it is not needed any more.</summary>
internal sealed class StorePlace : IAsyncDisposable
{
    private readonly TemporaryPostgres postgres;
    private readonly string[] databases;

    private StorePlace(TemporaryPostgres postgres, string folder, string[] databases)
    {
        (this.postgres, this.databases, Folder) = (postgres, databases, folder);
        Settings = databases is [var stores, var keys]
            ? new()
            {
                ["Store:Path"] = folder,
                ["Store:Kind"] = "postgres",
                ["Store:Connection"] = stores,
                ["Keys:Connection"] = keys,
                ["Keys:Master"] = Convert.ToBase64String(new byte[32]),
                ["Cluster:DrainSeconds"] = "1",
            }
            : new() { ["Store:Path"] = folder };
    }

    /// <summary>The SQLite files; beside PostgreSQL those of the issuer.</summary>
    public string Folder { get; }

    /// <summary>Settings that lead a host to it.</summary>
    public Dictionary<string, string?> Settings { get; }

    public static async Task<StorePlace> Create(Bench bench)
    {
        var folder = Directory.CreateTempSubdirectory("singlewindow-load-").FullName;
        return new(bench.Postgres, folder, bench.Store == "postgres" ? [await bench.Postgres.CreateDatabase(), await bench.Postgres.CreateDatabase()] : []);
    }

    /// <summary>All that the hub is made of, on this store, without a silo and a door. Only one process may have the store at a time.</summary>
    public ServiceProvider Open()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings).Build();
        return new ServiceCollection().AddLogging().AddLaw(configuration).AddHub(configuration, TimeProvider.System).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in databases) await postgres.DropDatabase(database);
        Directory.Delete(Folder, recursive: true);
    }
}
