using System.Text.Json.Serialization;

namespace SingleWindow.Core.Schemes;

/// <summary>The longest stay.</summary>
/// <param name="Max">How many units; null when national law says it.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Window">Days of the rolling window in which calendar days count, or null.</param>
/// <param name="Extendable">Whether it can be renewed.</param>
/// <param name="RenewalMax">How many units a renewal gives; null: as many as the first.</param>
/// <param name="Season">The part of the year in which it lies, or null.</param>
/// <param name="Shorter">A shorter longest stay for some.</param>
/// <param name="Minimum">The shortest stay, or null.</param>
/// <param name="CoolingOff">Time that must pass before the next stay, or null.</param>
/// <param name="MinimumWork">The least work that must be offered, or null.</param>
/// <param name="ShorterContract">How much longer than a contract a permit is valid, when the contract is shorter than the longest stay; null: no longer.</param>
public sealed record StayRule(
    int? Max, StayUnit Unit, int? Window = null, bool Extendable = false, int? RenewalMax = null, Season? Season = null, IReadOnlyList<ShorterStay>? Shorter = null,
    Period? Minimum = null, Period? CoolingOff = null, MinimumWork? MinimumWork = null, ShorterContract? ShorterContract = null)
{
    /// <summary>True when stays under this scheme that lie before the planned one count too.</summary>
    [JsonIgnore]
    public bool CountsOthers => Window is not null || CoolingOff is not null || Unit == StayUnit.MonthsPerCalendarYear;

    /// <summary>The longest stay of this case, in units; null when the scheme sets none.</summary>
    public int? MaxFor(CaseFacts facts) =>
        Shorter?.FirstOrDefault(shorter => shorter.When.Allow(facts)) is { } rule ? rule.Max
        : facts.Renewal && RenewalMax is { } renewed ? renewed
        : Max;
}

/// <summary>A part of every year.</summary>
/// <param name="From">First day, such as <c>01-01</c>.</param>
/// <param name="To">Last day, such as <c>12-15</c>; not before the first.</param>
public sealed record Season(string From, string To);

/// <summary>A shorter longest stay, when a condition holds.</summary>
public sealed record ShorterStay(IReadOnlyList<Condition> When, int Max);

/// <summary>How much longer than the contract a permit is valid; never longer than the longest stay.</summary>
/// <param name="Months">How many months longer.</param>
/// <param name="LegalBasis">Act and paragraph; the decision names it.</param>
/// <param name="WithinTravelDocument">True when a travel document that ends earlier ends these months too.</param>
public sealed record ShorterContract(int Months, string LegalBasis, bool WithinTravelDocument = false);

/// <summary>The least work that must be offered.</summary>
public sealed record MinimumWork(int Hours, int WithinWeeks);
