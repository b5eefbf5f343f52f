using System.Text.RegularExpressions;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Records;

/// <summary>What every version of the matrix must satisfy. The "never" rows of the program are in each, and nothing grants what one of them denies.</summary>
public static partial class MatrixChecks
{
    /// <summary>The most rows that a matrix has.</summary>
    public const int MostRows = 2000;

    private const string ReturnAuthority = "MIG";

    /// <summary>Everything that is wrong with the rows.</summary>
    /// <param name="rows">All rows of the version.</param>
    /// <param name="steps">The steps that authorities work on: each must go on seeing its application.</param>
    public static FieldErrors Check(IReadOnlyList<AccessRow> rows, IReadOnlyList<StepAccess>? steps = null)
    {
        var errors = new FieldErrors();
        errors.Require(rows.Count <= MostRows, "/rows", "too-many", $"At most {MostRows}.");
        for (var i = 0; i < rows.Count; i++) errors.Require(rows[i] is not null, $"/rows/{i}", "row", "A row.");
        if (!errors.IsEmpty) return errors;
        var never = AccessMatrix.Shipped.Where(row => row.Basis == AccessBasis.Never).ToArray();
        foreach (var row in never)
            errors.Require(rows.Any(kept => kept.Basis == AccessBasis.Never && Same(kept, row)), "/rows", "never", $"{row.Id} says never: {row.RecordType} to {row.Requester} for {row.Purpose}. No version leaves it out.");
        var matrix = new AccessMatrix(rows);
        foreach (var step in steps ?? [])
            errors.Require(matrix.Allowing("application", step.Authority, step.Purpose) is { } row && SuitsStep(row), "/rows", "step", $"{step.Authority} could no longer work on the applications of {step.Step} for {step.Purpose}: a task shows the members of one row, and knows neither conditions nor transforms.");
        var ids = new HashSet<string>();
        for (var i = 0; i < rows.Count; i++)
        {
            errors.Require(ids.Add(rows[i].Id), $"/rows/{i}/id", "duplicate", "Each once.");
            Row(errors, rows[i], $"/rows/{i}", rows);
        }
        return errors;
    }

    private static void Row(FieldErrors errors, AccessRow row, string pointer, IReadOnlyList<AccessRow> rows)
    {
        errors.Require(Id().IsMatch(row.Id), $"{pointer}/id", "id", "Letters, digits and hyphens, at most 60.");
        errors.Require(row.Requester == "*" || AuthorityNames.Exists(row.Requester), $"{pointer}/requester", "unknown", "An authority of the domain, or *.");
        errors.Require(Purposes.Exists(row.Purpose), $"{pointer}/purpose", "unknown", "A purpose of the domain, P01 to P18.");
        if (RecordTypes.Find(row.RecordType) is not { } type)
        {
            errors.Add($"{pointer}/recordType", "unknown", "A record type of the domain.");
            return;
        }
        if (row.Basis == AccessBasis.Never)
        {
            errors.Require(row.Fields.Count == 0, $"{pointer}/fields", "never", "What is never shown has no members.");
            return;
        }
        errors.Require(row.Fields.Count > 0, $"{pointer}/fields", "required", "At least one member, or *.");
        for (var i = 0; i < row.Fields.Count; i++)
            errors.Require(row.Fields[i] == "*" || type.Fields.Contains(row.Fields[i]), $"{pointer}/fields/{i}", "unknown", "A member of the record type, or *.");
        errors.Require(row.Where is null || (type.Fields.Contains(row.Where.Member) && row.Where.In.Count > 0), $"{pointer}/where", "unknown", "A member of the record type and the values that it may say.");
        errors.Require(row.AnswerAs is null || AccessTests.Exist(type.Id), $"{pointer}/answerAs", "test", "No test of this record type is known.");
        errors.Require(row.SubjectFilter is null || type.PersonField is not null, $"{pointer}/subjectFilter", "subject", "Records of this type are about no person.");
        errors.Require(row.Requester is not ("PARTNER" or "*") || row.Agreement, $"{pointer}/agreement", "agreement", "Nothing goes to a partner state without an agreement in force (GDPR art. 46, 49(3)).");
        errors.Require(KeepsWall(row, type), pointer, "firewall", "Return enforcement sits in this authority: of a walled type it sees what a row of the program grants it, for that purpose, under those conditions, and no further member.");
        errors.Require(!rows.Any(never => never.Basis == AccessBasis.Never && Covers(never, row)), pointer, "never", "Another row says never to this.");
    }

    // What is granted under a transform must not be the person himself: nothing is transformed on a task.
    private static bool SuitsStep(AccessRow row) =>
        row is { Where: null, AnswerAs: null, SubjectFilter: null, Precondition: null, UserRequest: false }
        && (row.Transform is null || RecordTypes.Find(row.RecordType) is not { } type || !row.Fields.Any(field => field == "*" || Disclosure.Identifies(type, field)));

    /// <summary>
    /// False when a row shows the authority that keeps permits, which is the one that returns people, more of a walled type than the program does: it must not receive under another purpose, or
    /// without a condition, what one row gives it for one (domain, corrections 1). What a row of the program asks for may not be left out; members may.
    /// </summary>
    internal static bool KeepsWall(AccessRow row, RecordType type) =>
        row.Basis == AccessBasis.Never || !IsBehindWall(type, row)
        || AccessMatrix.Shipped.Any(shipped => shipped.RecordType == row.RecordType && shipped.Basis != AccessBasis.Never && Terms(shipped) == Terms(row) && (shipped.Fields.Contains("*") || row.Fields.All(shipped.Fields.Contains)));

    /// <summary>True when the row tells the return authority of a walled type.</summary>
    internal static bool IsBehindWall(RecordType type, AccessRow row) => type.Firewall && row.Requester is (ReturnAuthority or "*");

    private static string Terms(AccessRow row) => AccessRowJson.Text(row with { Id = "", Fields = [] });

    private static bool Same(AccessRow one, AccessRow other) => one.RecordType == other.RecordType && one.Requester == other.Requester && one.Purpose == other.Purpose;

    private static bool Covers(AccessRow never, AccessRow row) =>
        never.RecordType == row.RecordType && never.Purpose == row.Purpose && (never.Requester == row.Requester || never.Requester == "*" || row.Requester == "*");

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,59}\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}

/// <summary>A step of a scheme for which an authority sees applications.</summary>
/// <param name="Authority">Code of the authority.</param>
/// <param name="Purpose">For which purpose.</param>
/// <param name="Step">Scheme, version and step, for people.</param>
public sealed record StepAccess(string Authority, string Purpose, string Step);
