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

    /// <summary>Tells Orleans where the membership is kept. The schema is there: the store was claimed before.</summary>
    public void Serve(AdoNetClusteringSiloOptions options) => (options.Invariant, options.DataSource) = ("Npgsql", database.Writers);

    /// <summary>The same for a client.</summary>
    public void Serve(AdoNetClusteringClientOptions options) => (options.Invariant, options.DataSource) = ("Npgsql", database.Writers);

    /// <summary>A connection that may write. Dispose it.</summary>
    public ValueTask<NpgsqlConnection> Open(CancellationToken ct) => database.Open(ct);

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
