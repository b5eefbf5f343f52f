using Npgsql;
using SingleWindow.EndToEnd.Tests.Crash;
using SingleWindow.EndToEnd.Tests.Faults;
using SingleWindow.EndToEnd.Tests.Hosting;
using SingleWindow.Hub.Tests.Storage;

namespace SingleWindow.EndToEnd.Tests.Cluster;

/// <summary>Three processes with the role hub on one PostgreSQL, and one that is issuer and door.</summary>
public sealed class HubCluster : IAsyncLifetime
{
    private const int Hubs = 3;

    private readonly List<HttpClient> clients = [];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("singlewindow-disk-");
    private HostProcess front = null!;
    private NpgsqlDataSource store = null!;
    private SmallDisk? disk;
    private string[] databases = null!;
    private Applicant applicant = null!;

    internal IReadOnlyList<HostProcess> Nodes { get; private set; } = [];

    /// <summary>One employer, speaking to each of the hubs.</summary>
    internal IReadOnlyList<Applicant> AtNodes { get; private set; } = [];

    /// <summary>The same employer, speaking to the door.</summary>
    internal Applicant AtDoor => applicant;

    /// <summary>Its own: it may be stopped and killed.</summary>
    internal PostgresServer Server { get; private set; } = null!;

    /// <summary>Where the tables of both databases lie; the log of the server is elsewhere.</summary>
    internal SmallDisk Disk => disk!;

    /// <summary>What clients of all tests did: they share the store.</summary>
    internal History History { get; } = new();

    /// <summary>The database of events.</summary>
    internal string Database => databases[0];

    public async Task InitializeAsync()
    {
        Server = await PostgresServer.Start("max_connections=500");
        disk = await SmallDisk.Mount(folder.FullName, "postgres");
        await Server.Run($"create tablespace small location '{folder.FullName}'");
        databases = [await Server.NewDatabase("small"), await Server.NewDatabase("small")];
        // Never one of the connections that died with a server, and one that may write when others may not.
        store = NpgsqlDataSource.Create(databases[0] + ";Pooling=false;Options=-c default_transaction_read_only=off");
        // Its addresses are chosen now, and those of the hubs, so that each can be told of the others.
        List<string> door = ["--roles", "identity,gateway"];
        front = new(door);
        string[] issuer = [$"--Identity:Issuer={front.Gateway}", $"--Identity:InternalUrl={front.Identity.GetLeftPart(UriPartial.Authority)}"];
        Nodes = [.. Enumerable.Range(0, Hubs).Select(_ => new HostProcess(["--roles", "hub", .. issuer, .. Store(), "--Schemes:AllowDraft=true", "--RateLimits:PerSecond=1000000", "--RateLimits:Burst=1000000", "--Documents:Scanner=none"]))];
        front.Add(BeforeHubs());
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
        await Server.DisposeAsync();
        if (disk is not null) await disk.DisposeAsync();
        folder.Delete();
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

    /// <summary>A second gateway before the same hubs and the same issuer; not started.</summary>
    internal HostProcess AnotherDoor() =>
        new(["--roles", "gateway", $"--Identity:Issuer={front.Gateway}", $"--Gateway:Identity={front.Identity.GetLeftPart(UriPartial.Authority)}", .. BeforeHubs()]);

    private IEnumerable<string> BeforeHubs() =>
        Nodes.SelectMany((node, number) => (string[])[$"--Gateway:Hubs:{number}={node.Hub.GetLeftPart(UriPartial.Authority)}", $"--Gateway:Silos:{number}={node.SiloGateway}"]);

    /// <summary>Asks the database.</summary>
    internal async Task<IReadOnlyList<string>> Ask(string sql)
    {
        await using var command = store.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        return rows;
    }

    /// <summary>The same employer, speaking to one of the hubs and waiting for as long as it takes.</summary>
    internal Applicant Patiently(int node) => applicant.At(ClientOf(Nodes[node], TimeSpan.FromMinutes(1)));

    /// <summary>Those that were declared dead, and those that said that they go: of all that were ever started, so that one too many is seen.</summary>
    internal async Task<int> Dead() => (await Ask("select name from cluster.members where status = 6")).Count;

    /// <summary>How many processes were started and have ended.</summary>
    internal int Ended => Nodes.Sum(node => node.Starts) - Nodes.Count(node => node.IsRunning);

    // A client that never waits long for one server: it knows others.
    private HttpClient ClientOf(HostProcess node, TimeSpan? patience = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(1) }) { BaseAddress = node.Hub, Timeout = patience ?? TimeSpan.FromSeconds(6) };
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
