using System.Text.Json;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Records;

/// <summary>What the conditions of the matrix may ask about the person or employer whom a record is about.</summary>
/// <param name="HoldsPermit">The person holds a permit, or held one on the day of the record.</param>
/// <param name="PendingApplication">An application about the subject is not decided yet, and the requester works on it.</param>
/// <param name="EvidenceAsked">And its scheme asks for this type of record as evidence.</param>
/// <param name="Referred">The person is referred to the anti-trafficking unit, and that is not closed.</param>
/// <param name="AgreementInForce">An agreement with the requester's state is in force, and the person or employer came under it.</param>
/// <param name="RequiredPay">The least gross monthly pay under the person's permit for this employer, or null.</param>
/// <param name="ArrearsLimit">The arrears that the scheme of the pending application allows, or null.</param>
public sealed record AccessFacts(
    bool HoldsPermit = false, bool PendingApplication = false, bool EvidenceAsked = false, bool Referred = false, bool AgreementInForce = false, decimal? RequiredPay = null, decimal? ArrearsLimit = null);

/// <summary>Judges one access to one record under the rows of the matrix.</summary>
public static class AccessRules
{
    private const string ReturnEnforcement = "P11";

    /// <summary>
    /// True for a purpose for which an authority keeps registers. Return enforcement sits in an authority that keeps some, and stands outside them: it publishes nothing.
    /// </summary>
    public static bool KeepsRegister(string purpose) => purpose != ReturnEnforcement;

    /// <summary>The rows that may answer a question: who names a person gets nothing under a row that takes identities out.</summary>
    public static IReadOnlyList<AccessRow> ForSubject(IReadOnlyList<AccessRow> ways, bool person) => person ? [.. ways.Where(row => row.Transform is null)] : ways;

    /// <summary>Whether any row lets this authority ask at all, before anything is looked up: without a right the answer does not depend on what exists.</summary>
    public static Problem? MayAsk(IReadOnlyList<AccessRow> ways) =>
        ways.Count == 0 ? RecordProblems.NotGranted
        : ways.Any(row => row.IsStatutory) ? null
        : RecordProblems.NeedsConsent;

    /// <summary>The first row whose conditions this record and its subject meet, or null.</summary>
    public static AccessRow? Choose(IReadOnlyList<AccessRow> ways, RecordType type, JsonElement content, AccessFacts facts) =>
        ways.FirstOrDefault(row => row.IsStatutory && Met(row, type, content, facts));

    private static bool Met(AccessRow row, RecordType type, JsonElement content, AccessFacts facts) =>
        (!row.Agreement || facts.AgreementInForce)
        && (row.SubjectFilter is null || facts.HoldsPermit)
        && (row.Where is not { } where || where.Holds(content))
        && row.Precondition switch
        {
            null => true,
            AccessPrecondition.PendingApplication => facts.PendingApplication,
            AccessPrecondition.Referral => facts.Referred,
            // Mandates are shown where they are used; none opens a register to an authority.
            _ => false,
        }
        // The application is the explicit request to use evidence for it, and shows it (Reg. (EU) 2018/1724 art. 14); any other request is the person's own act.
        && (!row.UserRequest || (row.Preview && facts.EvidenceAsked))
        && (row.AnswerAs is null || AccessTests.Passes(type, content, facts) is not null);
}

/// <summary>Records that are answered as a test.</summary>
public static class AccessTests
{
    private static readonly Dictionary<string, (string Member, Func<AccessFacts, decimal?> Limit, Func<decimal, decimal, bool> Passes)> Tests = new()
    {
        ["payroll-declaration"] = ("gross", facts => facts.RequiredPay, (gross, required) => gross >= required),
        ["tax-standing"] = ("arrearsEur", facts => facts.ArrearsLimit, (arrears, limit) => arrears <= limit),
    };

    /// <summary>True when a test of this type is known.</summary>
    public static bool Exist(string type) => Tests.ContainsKey(type);

    /// <summary>Whether the record passes; null when nobody can say, since its number or the limit is not known.</summary>
    public static bool? Passes(RecordType type, JsonElement content, AccessFacts facts) =>
        Tests.TryGetValue(type.Id, out var test) && test.Limit(facts) is { } limit && content.TryGetProperty(test.Member, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetDecimal(out var number)
            ? test.Passes(number, limit)
            : null;
}
