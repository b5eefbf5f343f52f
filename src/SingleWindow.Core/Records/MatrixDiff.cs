namespace SingleWindow.Core.Records;

/// <summary>What one authority gains or loses for one purpose and record type when a version of the matrix takes the place of another.</summary>
/// <param name="Requester">Code of the authority, or <c>*</c>.</param>
/// <param name="Purpose">The purpose.</param>
/// <param name="RecordType">The record type.</param>
/// <param name="Gains">Members that it may see from then on.</param>
/// <param name="Loses">Members that it may no longer see.</param>
/// <param name="Terms">True when basis, conditions or their order change, or under which of them a member is seen.</param>
[GenerateSerializer, Immutable]
public sealed record MatrixChange(
    [property: Id(0)] string Requester, [property: Id(1)] string Purpose, [property: Id(2)] string RecordType,
    [property: Id(3)] IReadOnlyList<string> Gains, [property: Id(4)] IReadOnlyList<string> Loses, [property: Id(5)] bool Terms);

/// <summary>Compares two versions of the matrix.</summary>
public static class MatrixDiff
{
    /// <summary>Every change, by requester, purpose and record type.</summary>
    public static IReadOnlyList<MatrixChange> Between(IReadOnlyList<AccessRow> before, IReadOnlyList<AccessRow> after)
    {
        ILookup<(string, string, string), AccessRow> old = before.ToLookup(Key), now = after.ToLookup(Key);
        return [.. old.Select(rows => rows.Key).Union(now.Select(rows => rows.Key)).Order()
            .Select(key => Change(key, old[key], now[key]))
            .Where(change => change.Gains.Count > 0 || change.Loses.Count > 0 || change.Terms)];
    }

    private static (string, string, string) Key(AccessRow row) => (row.Requester, row.Purpose, row.RecordType);

    private static MatrixChange Change((string Requester, string Purpose, string Type) key, IEnumerable<AccessRow> before, IEnumerable<AccessRow> after)
    {
        (string Terms, HashSet<string> Members)[] old = [.. before.Select(Way)], now = [.. after.Select(Way)];
        HashSet<string> had = [.. old.SelectMany(way => way.Members)], has = [.. now.SelectMany(way => way.Members)];
        // What is gained or lost altogether is told as that; what else differs, and where, is a change of terms. The first way whose conditions are met answers, so their order counts.
        var same = old.Length == now.Length && old.Zip(now).All(pair => pair.First.Terms == pair.Second.Terms && pair.First.Members.Intersect(has).ToHashSet().SetEquals(pair.Second.Members.Intersect(had)));
        return new(key.Requester, key.Purpose, key.Type, [.. has.Except(had).Order(StringComparer.Ordinal)], [.. had.Except(has).Order(StringComparer.Ordinal)], !same);
    }

    // Everything but the name of the row; and its members, all of them where it says so.
    private static (string Terms, HashSet<string> Members) Way(AccessRow row) =>
        (AccessRowJson.Text(row with { Id = "", Fields = [] }), row.Fields.Contains("*") && RecordTypes.Find(row.RecordType) is { } type ? [.. type.Fields] : [.. row.Fields]);
}
