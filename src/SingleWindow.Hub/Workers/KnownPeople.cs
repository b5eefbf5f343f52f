using SingleWindow.Core.Workers;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Workers;

/// <summary>
/// Who is whom as far as one consumer of the feed has come, in two tables of its own: identifiers and merges. Whoever schedules work by it cannot lean on the tables of another consumer,
/// which may be elsewhere in the feed.
/// </summary>
internal sealed class KnownPeople(IViewWriter views, string consumer)
{
    /// <summary>Its tables, for the schema of the consumer.</summary>
    public static string Schema(string consumer) => $"""
        CREATE TABLE {consumer}_workers (worker TEXT PRIMARY KEY, survivor TEXT);
        CREATE INDEX {consumer}_workers_by_survivor ON {consumer}_workers (survivor);
        CREATE TABLE {consumer}_keys (key TEXT PRIMARY KEY, worker TEXT NOT NULL);
        CREATE INDEX {consumer}_keys_by_worker ON {consumer}_keys (worker);
        """;

    /// <summary>Takes in what happened to a worker; answers who must be looked at again, by any id.</summary>
    public async ValueTask<IReadOnlyList<string>> Learn(WorkerEvent happened, string stream)
    {
        switch (happened)
        {
            case WorkerEvent.Registered e:
                await views.Execute($"INSERT INTO {consumer}_workers (worker) VALUES ($1)", stream);
                // A record may name him by his own id.
                foreach (var key in e.IdentityKeys.Prepend(stream)) await Give(key, stream);
                return [];
            case WorkerEvent.IdentityKeyAdded e:
                await Give(e.IdentityKey, stream);
                return [stream];
            case WorkerEvent.Corrected e:
                foreach (var key in e.Released) await views.Execute($"DELETE FROM {consumer}_keys WHERE key = $1 AND worker = $2", key, stream);
                return [stream];
            // Stands in both streams; once is enough.
            case WorkerEvent.Merged e when stream == e.Loser.ToString():
                await views.Execute($"UPDATE {consumer}_workers SET survivor = $2 WHERE worker = $1", stream, e.Survivor.ToString());
                return [stream];
            case WorkerEvent.Split e when stream == e.Loser.ToString():
                await views.Execute($"UPDATE {consumer}_workers SET survivor = NULL WHERE worker = $1", stream);
                foreach (var identity in e.Identities) await Give(identity.Key, stream);
                return [stream, e.Survivor.ToString()];
            default:
                return [];
        }
    }

    /// <summary>Whose identifier it is, or whose own id; null: nobody's yet.</summary>
    public async ValueTask<string?> WithKey(string key) => (await views.Query($"SELECT worker FROM {consumer}_keys WHERE key = $1", row => row.Text(0), key)).SingleOrDefault();

    /// <summary>Every id of the person.</summary>
    public async ValueTask<IReadOnlyList<string>> Family(string worker)
    {
        while ((await views.Query($"SELECT survivor FROM {consumer}_workers WHERE worker = $1", row => row.TextOrNull(0), worker)) is [{ } survivor]) worker = survivor;
        return await views.Query($"""
            WITH RECURSIVE family (worker) AS (SELECT CAST($1 AS TEXT) UNION SELECT w.worker FROM {consumer}_workers w JOIN family f ON w.survivor = f.worker) SELECT worker FROM family
            """, row => row.Text(0), worker);
    }

    /// <summary>Everything that registers may name the person by.</summary>
    public async ValueTask<IReadOnlyList<string>> Keys(string worker)
    {
        var known = new List<string>();
        foreach (var id in await Family(worker)) known.AddRange(await views.Query($"SELECT key FROM {consumer}_keys WHERE worker = $1", row => row.Text(0), id));
        return known;
    }

    private async ValueTask Give(string key, string worker) =>
        await views.Execute($"INSERT INTO {consumer}_keys (key, worker) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET worker = excluded.worker", key, worker);
}
