using System.Text.Json;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Records;

/// <summary>Gathers what the conditions of the matrix ask about the subject of a record, and nothing that no row asks for.</summary>
internal sealed class AccessDesk(IViewStore views, IdentityKeys keys, WorkerFamily family, SchemeCatalog schemes, IGrainFactory grains)
{
    /// <summary>The facts about the person and the employer of this record, for this requester.</summary>
    public async Task<AccessFacts> Facts(string requester, IReadOnlyList<AccessRow> ways, RecordType type, RecordView record, JsonElement content, DateTimeOffset at, CancellationToken ct)
    {
        if (!ways.Any(IsConditional)) return new();
        var referred = ways.Any(row => row.Precondition is AccessPrecondition.Referral) && await IsReferred(record, ct);
        var person = await Person(record.PersonKey, ct);
        var employer = record.EmployerKey is { } key ? await keys.Owner(key, ct) : null;
        // Whoever is not known to the hub has nothing else going on here.
        if (record.EmployerKey is not null && employer is null && person.Count == 0) return new(Referred: referred);
        var pending = ways.Any(row => row.Precondition is AccessPrecondition.PendingApplication || row.UserRequest) ? await Pending(requester, person, employer, record, content, ct) : [];
        var test = ways.Any(row => row.AnswerAs is AnswerForm.Test);
        return new(
            ways.Any(row => row.SubjectFilter is not null) && await HoldsPermit(person, DateOnly.FromDateTime(at.UtcDateTime), type.DayOf(content), ct),
            pending.Count > 0,
            pending.Any(scheme => AsksFor(scheme, type.Id)),
            referred,
            ways.Any(row => row.Agreement) && await IsUnderAgreement(requester, person, employer, record, at, ct),
            test ? await RequiredPay(person, employer, type, content, ct) : null,
            test ? pending.Select(Limit).Min() : null);
    }

    /// <summary>Every id of the person with this key.</summary>
    public async Task<IReadOnlyList<WorkerId>> Person(string? key, CancellationToken ct)
    {
        if (key is null) return [];
        var owner = key.StartsWith("wrk_", StringComparison.Ordinal) ? key : await keys.Owner(key, ct);
        return EntityId.TryParse<WorkerId>(owner, out var worker) ? await family.Of(worker, ct) : [];
    }

    /// <summary>Everything that a record about the person with this key may name him by.</summary>
    public async Task<IReadOnlyList<string>> Keys(string key, CancellationToken ct)
    {
        var person = await Person(key, ct);
        var known = new List<string> { key };
        foreach (var id in person)
        {
            known.Add(id.ToString());
            known.AddRange(await views.Query("SELECT key FROM worker_keys WHERE worker = $1", row => row.Text(0), [id.ToString()], ct));
        }
        return [.. known.Distinct()];
    }

    private static bool IsConditional(AccessRow row) => row.Agreement || row.UserRequest || row.AnswerAs is not null || row.SubjectFilter is not null || row.Precondition is not null;

    private static bool AsksFor(Scheme scheme, string type) =>
        scheme.Evidence.Any(rule => rule.RecordType == type) || (type == "labour-market-test" && scheme.LabourMarketTest is not null);

    // A permit that is not over, or that held on the day of the record.
    private async Task<bool> HoldsPermit(IReadOnlyList<WorkerId> person, DateOnly today, DateOnly? day, CancellationToken ct)
    {
        foreach (var id in person)
            if ((await views.Query("""
                SELECT 1 FROM permits WHERE holder = $1 AND (COALESCE(over_on, valid_to) >= $2 OR (valid_from <= $3 AND COALESCE(over_on, valid_to) >= $3)) LIMIT 1
                """, _ => true, [id.ToString(), today, day], ct)).Count > 0) return true;
        return false;
    }

    // The schemes of the applications that the requester has work with, each with the version it was filed under: those about the person and of the employer whom the record names; where it
    // names neither, the one that it is about. An employer whom the hub does not know has filed none, whatever else is going on about the person.
    private async Task<IReadOnlyList<Scheme>> Pending(string requester, IReadOnlyList<WorkerId> person, string? employer, RecordView record, JsonElement content, CancellationToken ct)
    {
        if (record.EmployerKey is not null && employer is null) return [];
        var application = record is { PersonKey: null, EmployerKey: null } && content.TryGetProperty("applicationId", out var id) ? id.ToString() : null;
        var found = new List<Scheme>();
        foreach (var worker in record.PersonKey is not null ? person.Select(one => (string?)one.ToString()) : [null])
        {
            if (worker is null && employer is null && application is null) continue;
            var rows = await views.Query("""
                SELECT DISTINCT p.scheme, p.version FROM applications a JOIN tasks t ON t.application = a.id JOIN task_applications p ON p.application = a.id
                WHERE ($1 IS NULL OR a.worker = $1) AND ($2 IS NULL OR a.employer = $2) AND ($4 IS NULL OR a.id = $4) AND a.outcome IS NULL AND t.authority = $3 AND t.status IN ('open', 'claimed', 'awaiting-applicant')
                """, row => schemes.Find(row.Text(0), row.TextOrNull(1) ?? ""), [worker, employer, requester, application], ct);
            found.AddRange(rows.OfType<Scheme>());
        }
        return found;
    }

    // A referral may name the person by any of his identifiers, also while the hub does not know him: it stands beside what the registers call him.
    private async Task<bool> IsReferred(RecordView record, CancellationToken ct)
    {
        if (record.PersonKey is not { } key) return false;
        var referrals = new RecordSubject("person_key", await Names(key, ct));
        foreach (var place in await referrals.Newest(views, "trafficking-referral", declared: false, null, int.MaxValue, ct))
            if ((await grains.GetGrain<IRecordGrain>(place.Id).Read(ct)).Value is { View.Content: { } content } && !(JsonElement.Parse(content).TryGetProperty("status", out var status) && status.ToString() == "closed")) return true;
        return false;
    }

    // What the hub knows him by, and what an entry that has two of his identifiers, such as that of the population register, says beside one of them.
    private async Task<IReadOnlyList<string>> Names(string key, CancellationToken ct)
    {
        var known = new HashSet<string>(await Keys(key, ct));
        foreach (var one in known.ToArray())
            foreach (var beside in await views.Query("""
                SELECT n.key FROM records r JOIN record_names n ON n.record = r.id WHERE r.person_key = $1 UNION
                SELECT r.person_key FROM record_names n JOIN records r ON r.id = n.record WHERE n.key = $1 AND r.person_key IS NOT NULL
                """, row => row.Text(0), [one], ct))
                if (!known.Contains(beside)) known.UnionWith(await Keys(beside, ct));
        return [.. known];
    }

    // What the permit demanded that held when this was earned, not the one of today: nobody can say where there was none.
    private async Task<decimal?> RequiredPay(IReadOnlyList<WorkerId> person, string? employer, RecordType type, JsonElement content, CancellationToken ct)
    {
        if (type.DayOf(content) is not { } first) return null;
        var last = type.MonthField is null ? first : first.LastOfMonth();
        foreach (var worker in person)
            foreach (var permit in await views.Query("""
                SELECT id FROM permits WHERE holder = $1 AND employer = $2 AND valid_from <= $4 AND COALESCE(over_on, valid_to) >= $3 ORDER BY valid_from DESC LIMIT 1
                """, row => row.Text(0), [worker.ToString(), employer, first, last], ct))
                if ((await grains.GetGrain<IPermitGrain>(permit).Read(ct)).Value?.View.WageMonthlyRequired is { } required) return required.Amount;
        return null;
    }

    // An agreement covers those who came under it: a person, or an employer, with an application under a scheme of that partner.
    private async Task<bool> IsUnderAgreement(string requester, IReadOnlyList<WorkerId> person, string? employer, RecordView record, DateTimeOffset at, CancellationToken ct)
    {
        string[] covered = [.. schemes.All.Where(scheme => scheme.Partner?.Authority == requester && schemes.Takes(scheme, scheme.DayOf(at))).Select(scheme => scheme.Id).Distinct()];
        if (record.PersonKey is null && record.EmployerKey is null) return covered.Length > 0;
        foreach (var scheme in covered)
        {
            foreach (var id in record.PersonKey is null ? [] : person)
                if (await Filed("worker", id.ToString(), scheme, ct)) return true;
            if (record.PersonKey is null && employer is not null && await Filed("employer", employer, scheme, ct)) return true;
        }
        return false;
    }

    private async Task<bool> Filed(string column, string id, string scheme, CancellationToken ct) =>
        (await views.Query($"SELECT 1 FROM applications WHERE {column} = $1 AND scheme = $2 AND submitted_on IS NOT NULL LIMIT 1", _ => true, [id, scheme], ct)).Count > 0;

    private static decimal? Limit(Scheme scheme) => scheme.Evidence.FirstOrDefault(rule => rule.Test?.Name is EvidenceTestName.ArrearsAtMost)?.Test!.Limit;
}
