using SingleWindow.Core.Records;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>The scheme definitions that this installation knows, every version. They are replaced whole when one is activated: a reader sees all of a change or nothing.</summary>
public sealed class SchemeCatalog
{
    private volatile IReadOnlyList<Scheme> schemes;

    /// <summary>A catalogue of these definitions.</summary>
    /// <param name="schemes">Every version of every scheme.</param>
    /// <param name="open">Whether schemes that are not law take applications too: in the demo only.</param>
    public SchemeCatalog(IEnumerable<Scheme> schemes, bool open = false)
    {
        this.schemes = Ordered(schemes);
        IsOpen = open;
    }

    /// <summary>The definitions that come with the product.</summary>
    public static SchemeCatalog Default { get; } = new(Embedded());

    /// <summary>Every version of every scheme.</summary>
    public IReadOnlyList<Scheme> All => schemes;

    /// <summary>True when schemes that are not law take applications too.</summary>
    public bool IsOpen { get; }

    /// <summary>True when a version takes applications on a day: it is law then, or this is the demo.</summary>
    public bool Takes(Scheme scheme, DateOnly day) => scheme.InForceOn(day) || (IsOpen && scheme.Status != SchemeStatus.InForce && scheme.IsValidOn(day));

    /// <summary>The version that takes applications on a day, or null.</summary>
    public Scheme? InForce(string id, DateOnly day) => schemes.LastOrDefault(scheme => scheme.Id == id && Takes(scheme, day));

    /// <summary>Every scheme that takes applications at a moment, in the version that does, by id.</summary>
    public IEnumerable<Scheme> Taking(DateTimeOffset at) => schemes.GroupBy(scheme => scheme.Id).Select(versions => InForce(versions.Key, versions.Last().DayOf(at))).OfType<Scheme>();

    /// <summary>The version in force on a day; when the law has ended without a successor, the last that was in force; a draft never governs. Null when none ever was.</summary>
    public Scheme? Governing(string id, DateOnly day) =>
        InForce(id, day) ?? schemes.LastOrDefault(scheme => scheme.Id == id && scheme.Status == SchemeStatus.InForce && scheme.ValidFrom <= day);

    /// <summary>The newest version, in force or not, or null.</summary>
    public Scheme? Newest(string id) => schemes.LastOrDefault(scheme => scheme.Id == id);

    /// <summary>One version, or null.</summary>
    public Scheme? Find(string id, string version) => schemes.FirstOrDefault(scheme => scheme.Id == id && scheme.Version == version);

    /// <summary>From now on these are the definitions.</summary>
    public void Replace(IEnumerable<Scheme> definitions) => schemes = Ordered(definitions);

    /// <summary>What is wrong among versions that are each right: one named twice, two in force on one day.</summary>
    public static FieldErrors Conflicts(IEnumerable<Scheme> schemes)
    {
        var errors = new FieldErrors();
        foreach (var versions in schemes.GroupBy(scheme => scheme.Id))
        {
            foreach (var twice in versions.GroupBy(scheme => scheme.Version).Where(same => same.Count() > 1))
                errors.Add("/version", "duplicate", $"{versions.Key} has version {twice.Key} twice.");
            var law = versions.Where(scheme => scheme.Status == SchemeStatus.InForce).OrderBy(scheme => scheme.ValidFrom).ToArray();
            for (var i = 1; i < law.Length; i++)
                if (law[i - 1].ValidTo is not { } last || last >= law[i].ValidFrom)
                    errors.Add("/validFrom", "overlap", $"{versions.Key}: versions {law[i - 1].Version} and {law[i].Version} are both in force on {law[i].ValidFrom:yyyy-MM-dd}.");
        }
        return errors;
    }

    private static IReadOnlyList<Scheme> Ordered(IEnumerable<Scheme> schemes) =>
        [.. schemes.OrderBy(scheme => scheme.Id, StringComparer.Ordinal).ThenBy(scheme => scheme.ValidFrom ?? DateOnly.MaxValue).ThenBy(scheme => scheme.Version, StringComparer.Ordinal)];

    private static IEnumerable<Scheme> Embedded()
    {
        var assembly = typeof(SchemeCatalog).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Schemes.Data.", StringComparison.Ordinal)))
        {
            using var json = new MemoryStream();
            assembly.GetManifestResourceStream(name)!.CopyTo(json);
            var (scheme, errors) = SchemeReader.Read(json.ToArray(), AccessMatrix.Default);
            yield return scheme ?? throw new InvalidOperationException($"{name}: {string.Join("; ", errors.All.Select(error => $"{error.Pointer} {error.Detail}"))}");
        }
    }
}
