using System.Net;
using Npgsql;
using Orleans.Configuration;

namespace SingleWindow.Hub.Storage;

/// <summary>The schema <c>cluster</c>: who takes part, whose store it is, and who holds what runs once.</summary>
internal sealed class PostgresCluster(PostgresTarget target) : IAsyncDisposable
{
    private readonly PostgresDatabase database = new(target, "cluster", "-c synchronous_commit=on");

    /// <summary>Takes the store for a cluster, or finds that it is its already.</summary>
    /// <param name="cluster">The cluster's id.</param>
    /// <param name="keys">Tells one key store from another, and nothing about the keys.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="StoreException">It belongs to another cluster, or was written with other keys.</exception>
    public async Task Claim(string cluster, string keys, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        await using var claim = new NpgsqlCommand("select o_cluster, o_keys from claim_store($1, $2)", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = cluster }, new NpgsqlParameter<string> { TypedValue = keys } },
        };
        await using var reader = await claim.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var (owner, opened) = (reader.GetString(0), reader.GetString(1));
        if (owner != cluster)
            throw new StoreException($"The store in Store:Connection belongs to the cluster '{owner}', and this process to '{cluster}' (Cluster:Id). Two clusters never share a store: give this one its own databases.");
        if (opened != keys)
            throw new StoreException("The store in Store:Connection was written with other keys than those in Keys:Connection. Configure the databases that belong together.");
    }

    /// <summary>Looks whether this node and the others can reach one another: at a loopback address they would find themselves, and end each other.</summary>
    /// <param name="address">Of this silo.</param>
    /// <param name="host">The name of this machine.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <exception cref="StoreException">A node of another machine lives, and one of the two has a loopback address.</exception>
    public async Task CheckAddress(IPAddress address, string host, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        await using var others = new NpgsqlCommand("select host, address from members where status <> 6 and last_alive_at > now() - interval '1 minute' and host <> $1", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = host } },
        };
        await using var reader = await others.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (machine, there) = (reader.GetString(0), reader.GetString(1));
            if (IPAddress.IsLoopback(address))
                throw new StoreException($"Silo:Address is {address}, which no other machine reaches, and a hub of this cluster runs on '{machine}'. Set Silo:Address to where the other hubs reach this machine.");
            if (IPAddress.TryParse(there, out var theirs) && IPAddress.IsLoopback(theirs))
                throw new StoreException($"The hub on '{machine}' has the address {there}, which this machine does not reach. Set Silo:Address there to where the other hubs reach it, and start it again first.");
        }
    }

    /// <summary>Tells Orleans where the membership is kept. The schema is there: the store was claimed before.</summary>
    public void Serve(AdoNetClusteringSiloOptions options) => (options.Invariant, options.DataSource) = ("Npgsql", database.Writers);

    /// <summary>The same for a client.</summary>
    public void Serve(AdoNetClusteringClientOptions options) => (options.Invariant, options.DataSource) = ("Npgsql", database.Writers);

    /// <inheritdoc cref="PostgresDatabase.Use"/>
    public Task<T> Use<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken ct) => database.Use(work, ct);

    /// <summary>A connection that may write. Dispose it.</summary>
    public ValueTask<NpgsqlConnection> Open(CancellationToken ct) => database.Open(ct);

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
