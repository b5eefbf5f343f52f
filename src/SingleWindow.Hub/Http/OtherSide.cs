using SingleWindow.Core.Mandates;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Http;

/// <summary>
/// Who stands on the side of a worker's employers. A worker is easily made to sign: whoever employs him or files for him learns nothing by it, nor does whoever acted for these before
/// he signed. A mandate that the employer gives afterwards takes nobody's lawyer away. Asked when a mandate is given, where it is told, and whenever it is used.
/// </summary>
internal static class OtherSide
{
    /// <summary>True when this party is an employer of the worker, or acted for one before the worker gave it a mandate; of anybody but a worker it is false.</summary>
    public static async ValueTask<bool> Has(IViewStore views, string worker, string party, DateTimeOffset now, CancellationToken ct) =>
        worker.StartsWith("wrk_", StringComparison.Ordinal) && (await views.Query($"""
            WITH other_side AS (
              SELECT employer FROM applications WHERE claimant IN ({WorkerIndex.FamilyOf1}) OR worker IN ({WorkerIndex.FamilyOf1}) OR claimant = $1
              UNION SELECT employer FROM permits WHERE holder IN ({WorkerIndex.FamilyOf1}))
            SELECT 1 FROM other_side WHERE employer = $2
            UNION ALL SELECT 1 FROM mandates WHERE representative = $2 AND ended_at IS NULL AND valid_until >= $3 AND principal IN (SELECT employer FROM other_side)
              AND given_at < COALESCE((SELECT MIN(given_at) FROM mandates WHERE principal = $1 AND representative = $2 AND ended_at IS NULL AND valid_until >= $3), 9223372036854775807)
            LIMIT 1
            """, _ => true, [worker, party, MandateBook.DayOf(now)], ct)).Count > 0;
}
