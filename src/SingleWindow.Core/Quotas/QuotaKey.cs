using System.Globalization;

namespace SingleWindow.Core.Quotas;

/// <summary>Names a quota book: which volume of admission, and for which year. Text form <c>ee-immigration-quota/2026</c>; it is the grain key.</summary>
/// <param name="Quota">Id of the quota, as schemes name it.</param>
/// <param name="Year">Calendar year of the legal day of filing.</param>
[GenerateSerializer, Immutable]
public readonly record struct QuotaKey([property: Id(0)] string Quota, [property: Id(1)] int Year)
{
    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Quota}/{Year}");

    /// <summary>Reads the text form that we wrote ourselves.</summary>
    /// <exception cref="FormatException">The text is not such a name.</exception>
    public static QuotaKey Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        return slash > 0 && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? new(text[..slash], year)
            : throw new FormatException("Not the name of a quota book.");
    }
}
