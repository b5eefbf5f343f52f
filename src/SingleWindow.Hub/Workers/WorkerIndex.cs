using SingleWindow.Core.Workers;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Workers;

/// <summary>
/// The read model of who is whom, for lists: every worker with the id that stands for him, and what officials should look at. Rows of other lists keep the id
/// that was written, so a split needs to change nothing there.
/// </summary>
internal sealed class WorkerIndex : IProjection
{
    /// <summary>SQL: the ids of the person whom the worker in <c>$1</c> is, besides that one.</summary>
    public const string FamilyOf1 = "SELECT worker FROM worker_aliases WHERE canonical = (SELECT canonical FROM worker_aliases WHERE worker = $1)";

    public string Name => "workers";

    public IReadOnlyList<Type> Follows => [typeof(WorkerEvent)];

    public int Revision => 2;

    public IReadOnlyList<string> Tables => ["worker_aliases", "worker_merges", "worker_candidates", "worker_keys"];

    public string Schema => """
        CREATE TABLE worker_aliases (worker TEXT PRIMARY KEY, canonical TEXT NOT NULL);
        CREATE INDEX worker_aliases_by_canonical ON worker_aliases (canonical);
        CREATE TABLE worker_merges (worker TEXT PRIMARY KEY, survivor TEXT NOT NULL);
        CREATE INDEX worker_merges_by_survivor ON worker_merges (survivor);
        CREATE TABLE worker_candidates (worker TEXT NOT NULL, other TEXT NOT NULL, noted_at BIGINT NOT NULL, PRIMARY KEY (worker, other));
        CREATE TABLE worker_keys (key TEXT PRIMARY KEY, worker TEXT NOT NULL);
        CREATE INDEX worker_keys_by_worker ON worker_keys (worker);
        """;

    /// <summary>SQL: the id that stands for the worker in a column, which is written with its table where it is called worker.</summary>
    public static string CanonicalOf(string column) => $"COALESCE((SELECT canonical FROM worker_aliases WHERE worker = {column}), {column})";

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        switch (happened.Event)
        {
            case WorkerEvent.Registered e:
                await views.Execute("INSERT INTO worker_aliases (worker, canonical) VALUES ($1, $1)", e.Worker.ToString());
                foreach (var key in e.IdentityKeys) await Give(views, key, e.Worker.ToString());
                break;
            case WorkerEvent.IdentityKeyAdded e:
                await Give(views, e.IdentityKey, happened.Stream.Value);
                break;
            // Stands in both streams; once is enough.
            case WorkerEvent.Merged e when happened.Stream.Value == e.Loser.ToString():
                await views.Execute("INSERT INTO worker_merges (worker, survivor) VALUES ($1, $2)", e.Loser.ToString(), e.Survivor.ToString());
                await views.Execute("UPDATE worker_aliases SET canonical = $2 WHERE canonical = $1", e.Loser.ToString(), e.Survivor.ToString());
                break;
            case WorkerEvent.Split e when happened.Stream.Value == e.Loser.ToString():
                await views.Execute("DELETE FROM worker_merges WHERE worker = $1", e.Loser.ToString());
                await views.Execute("""
                    WITH RECURSIVE family (worker) AS (SELECT CAST($1 AS TEXT) UNION SELECT m.worker FROM worker_merges m JOIN family f ON m.survivor = f.worker)
                    UPDATE worker_aliases SET canonical = $1 WHERE worker IN (SELECT worker FROM family)
                    """, e.Loser.ToString());
                foreach (var identity in e.Identities) await Give(views, identity.Key, e.Loser.ToString());
                break;
            case WorkerEvent.Corrected e:
                foreach (var key in e.Released) await views.Execute("DELETE FROM worker_keys WHERE key = $1 AND worker = $2", key, e.Worker.ToString());
                await Settle(views, e.Worker, null);
                break;
            case WorkerEvent.CandidateNoted e:
                await views.Execute("INSERT INTO worker_candidates (worker, other, noted_at) VALUES ($1, $2, $3)", e.Worker.ToString(), e.Other?.ToString() ?? "", e.At);
                break;
            case WorkerEvent.CandidateDismissed e:
                await Settle(views, e.Worker, e.Other);
                break;
            default:
                break;
        }
    }

    private static async ValueTask Give(IViewWriter views, string key, string worker) =>
        await views.Execute("INSERT INTO worker_keys (key, worker) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET worker = excluded.worker", key, worker);

    private static async ValueTask Settle(IViewWriter views, WorkerId worker, WorkerId? other) =>
        await views.Execute("DELETE FROM worker_candidates WHERE worker = $1 AND other = $2", worker.ToString(), other?.ToString() ?? "");
}
