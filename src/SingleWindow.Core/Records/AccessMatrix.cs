namespace SingleWindow.Core.Records;

/// <summary>Who may see what, for which purpose. What is not listed is denied; a "never" row beats every other. One object lives in a process, and a new version takes the place of the rows in it.</summary>
public sealed class AccessMatrix(IReadOnlyList<AccessRow> rows, int version = 1)
{
    private volatile Rows current = new(rows, version);

    /// <summary>The rows that come with the product.</summary>
    public static IReadOnlyList<AccessRow> Shipped { get; } = RecordData.Read<AccessMatrixFile>("access-matrix.json").Rows;

    /// <summary>The matrix that comes with the product.</summary>
    public static AccessMatrix Default { get; } = new(Shipped);

    /// <summary>The rows in force.</summary>
    public IReadOnlyList<AccessRow> All => current.All;

    /// <summary>Their version, from 1.</summary>
    public int Version => current.Version;

    /// <summary>The first row that allows this access by law, whatever its conditions; or null.</summary>
    public AccessRow? Allowing(string recordType, string requester, string purpose) => Ways(recordType, requester, purpose).FirstOrDefault(row => row.IsStatutory);

    /// <summary>Every row that may allow this access, none when it is denied for ever.</summary>
    public IReadOnlyList<AccessRow> Ways(string recordType, string requester, string purpose)
    {
        AccessRow[] matching = [.. current.ByQuestion[(recordType, purpose)].Where(row => row.Requester == requester || row.Requester == "*")];
        return Array.Exists(matching, row => row.Basis == AccessBasis.Never) ? [] : matching;
    }

    /// <summary>Puts a new version in force. A version that is not newer changes nothing; what this program denies for ever, or keeps behind the wall, stays denied, whenever the version was made.</summary>
    public void Replace(IReadOnlyList<AccessRow> all, int newer)
    {
        if (newer <= current.Version) return;
        current = new([.. all.Where(row => RecordTypes.Find(row.RecordType) is not { } type || MatrixChecks.KeepsWall(row, type)), .. Shipped.Where(row => row.Basis == AccessBasis.Never)], newer);
    }

    /// <summary>Denies everything: there is a newer version, and this program cannot read it.</summary>
    public void DenyAll() => current = new([], current.Version);

    private sealed record Rows(IReadOnlyList<AccessRow> All, int Version)
    {
        public ILookup<(string Type, string Purpose), AccessRow> ByQuestion { get; } = All.ToLookup(row => (row.RecordType, row.Purpose));
    }
}

internal sealed record AccessMatrixFile(IReadOnlyList<AccessRow> Rows);
