using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Permits;

/// <summary>Who is whom, as far as the feed has come: identifiers, merges, and what registers say about a person. Other read models may be elsewhere in the feed.</summary>
internal sealed class ObligationPeople(IViewWriter views)
{
    /// <summary>Takes in what happened to a worker; answers who must be looked at again, by any id.</summary>
    public async ValueTask<IReadOnlyList<string>> Learn(WorkerEvent happened, string stream)
    {
        switch (happened)
        {
            case WorkerEvent.Registered e:
                await views.Execute("INSERT INTO obligation_workers (worker) VALUES ($1)", stream);
                // A record may name him by his own id.
                foreach (var key in e.IdentityKeys.Prepend(stream)) await Give(key, stream);
                return [];
            case WorkerEvent.IdentityKeyAdded e:
                await Give(e.IdentityKey, stream);
                return [stream];
            case WorkerEvent.Corrected e:
                foreach (var key in e.Released) await views.Execute("DELETE FROM obligation_keys WHERE key = $1 AND worker = $2", key, stream);
                return [stream];
            // Stands in both streams; once is enough.
            case WorkerEvent.Merged e when stream == e.Loser.ToString():
                await views.Execute("UPDATE obligation_workers SET survivor = $2 WHERE worker = $1", stream, e.Survivor.ToString());
                return [stream];
            case WorkerEvent.Split e when stream == e.Loser.ToString():
                await views.Execute("UPDATE obligation_workers SET survivor = NULL WHERE worker = $1", stream);
                foreach (var identity in e.Identities) await Give(identity.Key, stream);
                return [stream, e.Survivor.ToString()];
            default:
                return [];
        }
    }

    /// <summary>Whose identifier it is, or whose own id; null: nobody's yet.</summary>
    public async ValueTask<string?> WithKey(string key) => (await views.Query("SELECT worker FROM obligation_keys WHERE key = $1", row => row.Text(0), key)).SingleOrDefault();

    /// <summary>Every id of the person.</summary>
    public async ValueTask<IReadOnlyList<string>> Family(string worker)
    {
        while ((await views.Query("SELECT survivor FROM obligation_workers WHERE worker = $1", row => row.TextOrNull(0), worker)) is [{ } survivor]) worker = survivor;
        return await views.Query("""
            WITH RECURSIVE family (worker) AS (SELECT $1 UNION SELECT w.worker FROM obligation_workers w JOIN family f ON w.survivor = f.worker) SELECT worker FROM family
            """, row => row.Text(0), worker);
    }

    /// <summary>What registers say about the person, under whichever id, oldest first.</summary>
    public async ValueTask<IReadOnlyList<RegisteredFact>> Facts(string worker, Scheme scheme)
    {
        var facts = new List<RegisteredFact>();
        foreach (var id in await Family(worker))
            facts.AddRange(await views.Query("""
                SELECT f.record, f.type, e.employer, f.first_day, f.last_day, f.told_at FROM obligation_keys k JOIN obligation_facts f ON f.person_key = k.key
                LEFT JOIN obligation_employers e ON e.key = f.employer_key WHERE k.worker = $1 ORDER BY f.record, f.version
                """, row => new RegisteredFact(
                    EntityId.Parse<RecordId>(row.Text(0)), row.Text(1), row.TextOrNull(2) is { } employer ? EntityId.Parse<EmployerId>(employer) : null,
                    row.DateOrNull(3), row.DateOrNull(4), scheme.DayOf(row.Time(5))), id));
        return facts;
    }

    private async ValueTask Give(string key, string worker) =>
        await views.Execute("INSERT INTO obligation_keys (key, worker) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET worker = excluded.worker", key, worker);
}
