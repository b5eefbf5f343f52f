using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>
/// What a record said when a case was judged by it, as far as the test looked. It is sealed into the case's own event and lives as long as the file: the record may be corrected, or its time may be
/// over, while somebody still asks on what a refusal rested (domain, corrections 3).
/// </summary>
/// <param name="Type">The scheme's evidence type.</param>
/// <param name="Members">Each member that the test looks at, and the days that the entry holds.</param>
public sealed record EvidenceCopy(string Type, IReadOnlyList<EvidenceMember> Members)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>A member of a record.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">A text as it is; anything else as JSON.</param>
[GenerateSerializer, Immutable]
public sealed record EvidenceMember(string Name, string Value)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>An event tells judgements openly and what they rest on sealed; in the case they are together.</summary>
internal static class EvidenceCopies
{
    /// <summary>The judgement alone.</summary>
    public static EvidenceItem Bare(this EvidenceItem judged) => judged with { Said = null };

    /// <summary>The judgements alone.</summary>
    public static IReadOnlyList<EvidenceItem> Bare(this IReadOnlyList<EvidenceItem> judged) => [.. judged.Select(Bare)];

    /// <summary>What they rest on; null, when no register said anything.</summary>
    public static IReadOnlyList<EvidenceCopy>? Copies(this IReadOnlyList<EvidenceItem> judged) =>
        judged.Any(item => item.Said is not null) ? [.. judged.Where(item => item.Said is not null).Select(item => new EvidenceCopy(item.Type, item.Said!))] : null;

    /// <summary>Each as it is judged now, where it is judged anew.</summary>
    public static IReadOnlyList<EvidenceItem> Updated(this IReadOnlyList<EvidenceItem> judged, IReadOnlyList<EvidenceItem> anew) =>
        [.. judged.Select(item => anew.FirstOrDefault(now => now.Type == item.Type) ?? item)];

    /// <summary>Both again.</summary>
    public static IReadOnlyList<EvidenceItem> With(this IReadOnlyList<EvidenceItem> judged, IReadOnlyList<EvidenceCopy>? copies) =>
        copies is null ? judged : [.. judged.Select(item => item with { Said = copies.FirstOrDefault(copy => copy.Type == item.Type)?.Members })];
}
