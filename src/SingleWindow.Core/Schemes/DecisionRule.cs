namespace SingleWindow.Core.Schemes;

/// <summary>The decision and its clock.</summary>
/// <param name="Period">The statutory decision period.</param>
/// <param name="StartsOn">From completeness, or from the opening of the deciding step.</param>
/// <param name="SuspendWhileInformationMissing">Whether the clock stops while information is awaited.</param>
/// <param name="InformationDeadline">Time to answer an information request.</param>
/// <param name="HearingPeriod">Time to reply before an adverse decision.</param>
/// <param name="Outcomes">What may be decided.</param>
/// <param name="Grounds">Coded grounds for an adverse decision.</param>
/// <param name="WrittenReasons">Whether reasons in words are required.</param>
/// <param name="Appeal">Where and how long.</param>
/// <param name="EuMaximum">The longest period that Union law allows, or null.</param>
/// <param name="Extension">How far the deciding authority may extend the period, once; null: it may not.</param>
/// <param name="Shorter">A shorter period for some.</param>
public sealed record DecisionRule(
    Period Period, ClockStart StartsOn, bool SuspendWhileInformationMissing, Period InformationDeadline, Period HearingPeriod,
    IReadOnlyList<string> Outcomes, IReadOnlyList<Ground> Grounds, bool WrittenReasons, AppealRule Appeal,
    Period? EuMaximum = null, ExtensionRule? Extension = null, IReadOnlyList<ShorterPeriod>? Shorter = null)
{
    /// <summary>The period of this case.</summary>
    public Period PeriodFor(CaseFacts facts) => Shorter?.FirstOrDefault(shorter => shorter.When.Allow(facts))?.Period ?? Period;
}

/// <summary>A longer period, given once by the deciding authority with reasons (Dir. 2024/1233 art. 5(2)).</summary>
/// <param name="Amount">How many.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Reason">What the law requires for it.</param>
public sealed record ExtensionRule(int Amount, PeriodUnit Unit, string Reason);

/// <summary>A shorter decision period, when a condition holds.</summary>
public sealed record ShorterPeriod(IReadOnlyList<Condition> When, Period Period);

/// <summary>A coded ground for an adverse decision.</summary>
/// <param name="Code">Such as <c>REF-PAY</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="LegalBasis">Act and paragraph.</param>
/// <param name="Outcome">The one outcome that it can carry: refused, inadmissible-quota or not-reviewed.</param>
public sealed record Ground(string Code, string Title, string LegalBasis, string Outcome);

/// <summary>The legal challenge: to whom, and how long from service.</summary>
public sealed record AppealRule(string Body, Period Period);
