using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Mandates;

/// <summary>
/// Names a mandate: who gave it, and the number. Text form <c>mnd_emp_…_1</c>. Whoever holds the id can find the book that it stands in without a
/// read model, so a revocation never waits for one.
/// </summary>
public readonly record struct MandateId(string Principal, int Number)
{
    private const string Prefix = "mnd_";

    /// <inheritdoc />
    public override string ToString() => $"{Prefix}{Principal}_{Number}";

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string? text, out MandateId mandate)
    {
        mandate = default;
        if (text is null || text.Length is > 64 || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var bar = text.LastIndexOf('_');
        if (bar <= Prefix.Length || bar == text.Length - 1) return false;
        var principal = text[Prefix.Length..bar];
        if (!MayGive(principal) || text[bar + 1] is < '1' or > '9') return false;
        if (!int.TryParse(text.AsSpan(bar + 1), System.Globalization.NumberStyles.None, null, out var number)) return false;
        mandate = new(principal, number);
        return true;
    }

    /// <summary>True for a party that can give mandates: an employer or a worker.</summary>
    public static bool MayGive(string? party) => EntityId.TryParse<EmployerId>(party, out _) || EntityId.TryParse<WorkerId>(party, out _);

    /// <summary>The stream, and the grain, that holds every mandate which a party gave.</summary>
    public static string BookOf(string principal) => Prefix + principal;
}
