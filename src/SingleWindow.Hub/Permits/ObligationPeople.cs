using SingleWindow.Core.Employers;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Permits;

/// <summary>What registers say about a person, as far as the feed has come.</summary>
internal static class ObligationPeople
{
    /// <summary>Under whichever id of his, oldest first.</summary>
    public static async ValueTask<IReadOnlyList<RegisteredFact>> Facts(this KnownPeople people, IViewWriter views, string worker, Scheme scheme)
    {
        var facts = new List<RegisteredFact>();
        foreach (var id in await people.Family(worker))
            facts.AddRange(await views.Query("""
                SELECT f.record, f.type, e.employer, f.first_day, f.last_day, f.told_at FROM obligation_keys k JOIN obligation_facts f ON f.person_key = k.key
                LEFT JOIN obligation_employers e ON e.key = f.employer_key WHERE k.worker = $1 ORDER BY f.record, f.version
                """, row => new RegisteredFact(
                    EntityId.Parse<RecordId>(row.Text(0)), row.Text(1), row.TextOrNull(2) is { } employer ? EntityId.Parse<EmployerId>(employer) : null,
                    row.DateOrNull(3), row.DateOrNull(4), scheme.DayOf(row.Time(5))), id));
        return facts;
    }
}
