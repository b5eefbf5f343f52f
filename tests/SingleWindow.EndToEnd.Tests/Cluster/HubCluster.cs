using Npgsql;
using SingleWindow.EndToEnd.Tests.Crash;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.Hub.Tests.Storage;

namespace SingleWindow.EndToEnd.Tests.Cluster;

/// <summary>Three processes with the role hub on one PostgreSQL, and one that is issuer and door.</summary>
public sealed class HubCluster : IAsyncLifetime
{
    private const int Hubs = 3;

    private readonly List<HttpClient> clients = [];
    private PostgresServer server = null!;
    private HostProcess front = null!;
    private NpgsqlDataSource store = null!;
    private string[] databases = null!;
    private Applicant applicant = null!;

    internal IReadOnlyList<HostProcess> Nodes { get; private set; } = [];

    /// <summary>One employer, speaking to each of the hubs.</summary>
    internal IReadOnlyList<Applicant> AtNodes { get; private set; } = [];

    /// <summary>The same employer, speaking to the door.</summary>
    internal Applicant AtDoor => applicant;

    public async Task InitializeAsync()
    {
        server = await PostgresServer.Start("max_connections=500");
        databases = [await server.NewDatabase(), await server.NewDatabase()];
        store = NpgsqlDataSource.Create(databases[0]);
        // Its addresses are chosen now, and those of the hubs, so that each can be told of the others.
        List<string> door = ["--roles", "identity,gateway"];
        front = new(door);
        string[] issuer = [$"--Identity:Issuer={front.Gateway}", $"--Identity:InternalUrl={front.Identity.GetLeftPart(UriPartial.Authority)}"];
        Nodes = [.. Enumerable.Range(0, Hubs).Select(_ => new HostProcess(["--roles", "hub", .. issuer, .. Store(), "--Schemes:AllowDraft=true", "--RateLimits:PerSecond=1000000", "--RateLimits:Burst=1000000", "--Documents:Scanner=none"]))];
        front.Add(Nodes.SelectMany((node, number) => (string[])[$"--Gateway:Hubs:{number}={node.Hub.GetLeftPart(UriPartial.Authority)}", $"--Gateway:Silos:{number}={node.SiloGateway}"]));
        await Task.WhenAll(Nodes.Select(node => node.Start()));
        await front.Start();
        applicant = await Applicant.Register(front, registryCode: "70000349");
        AtNodes = [.. Nodes.Select(node => applicant.At(ClientOf(node)))];
    }

    public async Task DisposeAsync()
    {
        await front.DisposeAsync();
        foreach (var node in Nodes) await node.DisposeAsync();
        foreach (var client in clients) client.Dispose();
        await store.DisposeAsync();
        await server.DisposeAsync();
    }

    /// <summary>Starts what does not run, and waits until all of them are members that share the work.</summary>
    internal async Task Whole()
    {
        await Task.WhenAll(Nodes.Where(node => !node.IsRunning).Select(node => node.Start()));
        await Eventually.Get(
            () => Ask("select m.name from cluster.members m where m.status = 3 and exists (select from cluster.leases l where l.holder = m.name and l.until > clock_timestamp())"),
            members => members.Count == Hubs, "three members share the work");
    }

    /// <summary>The settings of a process that keeps its data here.</summary>
    internal string[] Store() => ["--Store:Kind=postgres", $"--Store:Connection={databases[0]}", $"--Keys:Connection={databases[1]}", $"--Keys:Master={Convert.ToBase64String(new byte[32])}"];

    /// <summary>Asks the database.</summary>
    internal async Task<IReadOnlyList<string>> Ask(string sql)
    {
        await using var command = store.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        return rows;
    }

    // A client that never waits long for one server: it knows others.
    private HttpClient ClientOf(HostProcess node)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(1) }) { BaseAddress = node.Hub, Timeout = TimeSpan.FromSeconds(6) };
        clients.Add(client);
        return client;
    }
}

/// <summary>By themselves: what they measure is not what other tests do to the machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ClusterGroup : ICollectionFixture<HubCluster>
{
    public const string Name = "cluster";
}
