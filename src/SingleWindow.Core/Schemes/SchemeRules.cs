using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>The longest stay, with the rolling window in which it counts.</summary>
/// <param name="Max">Days.</param>
/// <param name="Window">Days of the rolling window, or null.</param>
/// <param name="Unit">Always calendar days here.</param>
/// <param name="Extendable">Whether it can be renewed.</param>
public sealed record StayRule(int Max, int? Window, PeriodUnit Unit, bool Extendable);

/// <summary>The least gross monthly pay: a coefficient on a published average, with the amount in force.</summary>
/// <param name="Basis">Which statistic.</param>
/// <param name="Coefficient">On that statistic.</param>
/// <param name="Amount">The amount in force.</param>
/// <param name="FullTimeHours">Weekly hours for which the amount is meant; shorter hours need the proportional part.</param>
/// <param name="Exceptions">Categories of workers with an amount of their own, or none.</param>
public sealed record RemunerationRule(string Basis, decimal? Coefficient, Money? Amount, decimal FullTimeHours, IReadOnlyList<RemunerationException> Exceptions);

/// <summary>A category of workers with its own threshold; null means none.</summary>
public sealed record RemunerationException(string When, decimal? Coefficient, Money? Amount);

/// <summary>One thing to prove.</summary>
/// <param name="Type">Such as <c>tax-standing</c>.</param>
/// <param name="Subject">employer or worker.</param>
/// <param name="Sources">In order: <c>record:TYPE</c>, <c>form</c>, <c>declaration</c>.</param>
/// <param name="Mandatory">Whether an application without it is incomplete.</param>
/// <param name="Test">What it must show, or null: that it is there.</param>
public sealed record EvidenceRule(string Type, string Subject, IReadOnlyList<string> Sources, bool Mandatory, EvidenceTest? Test = null)
{
    /// <summary>The register that holds it, or null when the applicant gives it.</summary>
    [JsonIgnore]
    public string? RecordType => Sources.FirstOrDefault(source => source.StartsWith("record:", StringComparison.Ordinal))?["record:".Length..];

    /// <summary>True when one entry of the register may decide it, whichever it is; otherwise the latest one counts.</summary>
    [JsonIgnore]
    public bool NeedsEveryRecord => Test?.Name == "no-final-sanction";

    /// <summary>True when the applicant declares it in the form's evidence list.</summary>
    [JsonIgnore]
    public bool IsDeclared => Sources.Contains("declaration");
}

/// <summary>A named test with its parameters.</summary>
/// <param name="Name">Named in the code: employer-active, arrears-at-most, no-final-sanction, valid-after-end.</param>
/// <param name="Limit">Money, in the scheme's currency.</param>
/// <param name="Days">Days.</param>
public sealed record EvidenceTest(string Name, decimal? Limit = null, int? Days = null);

/// <summary>One authority's check.</summary>
/// <param name="Code">Such as <c>tax-check</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Authority">Code of the authority.</param>
/// <param name="Purpose">Purpose under which the authority sees the application (access matrix).</param>
/// <param name="After">Steps that must be finished first.</param>
/// <param name="Sla">Time allowed.</param>
/// <param name="Outcomes">What the authority may answer.</param>
/// <param name="On">What each outcome does: continue, declare-complete, request-information, to-decision, end:OUTCOME.</param>
/// <param name="OnTimeout">What happens when the time has passed.</param>
/// <param name="Decides">True for the one step that decides the application.</param>
public sealed record SchemeStep(
    string Code, string Title, string Authority, string Purpose, IReadOnlyList<string> After, StepSla Sla,
    IReadOnlyList<string> Outcomes, IReadOnlyDictionary<string, string> On, TimeoutEffect OnTimeout, bool Decides = false);

/// <summary>Time allowed for a step.</summary>
/// <param name="Amount">How many.</param>
/// <param name="Unit">Of what.</param>
/// <param name="From">step-start, or complete: from the day of completeness, with suspensions.</param>
public sealed record StepSla(int Amount, PeriodUnit Unit, string From);

/// <summary>What happens when a step's time has passed.</summary>
[JsonConverter(typeof(KebabCaseEnum<TimeoutEffect>))]
public enum TimeoutEffect
{
    /// <summary>It stays open and is shown as overdue to the authority and the applicant.</summary>
    Escalate,

    /// <summary>Silence counts as no objection.</summary>
    TreatAsNoObjection,
}

/// <summary>The decision and its clock.</summary>
/// <param name="Period">The statutory decision period.</param>
/// <param name="StartsOn">Always complete: the day on which the last required information came in.</param>
/// <param name="SuspendWhileInformationMissing">Whether the clock stops while information is awaited.</param>
/// <param name="InformationDeadline">Time to answer an information request.</param>
/// <param name="HearingPeriod">Time to reply before an adverse decision.</param>
/// <param name="Outcomes">What may be decided.</param>
/// <param name="Grounds">Coded grounds for an adverse decision.</param>
/// <param name="WrittenReasons">Whether reasons in words are required.</param>
/// <param name="Appeal">Where and how long.</param>
public sealed record DecisionRule(
    Period Period, string StartsOn, bool SuspendWhileInformationMissing, Period InformationDeadline, Period HearingPeriod,
    IReadOnlyList<string> Outcomes, IReadOnlyList<Ground> Grounds, bool WrittenReasons, AppealRule Appeal);

/// <summary>A coded ground for refusal or non-review.</summary>
/// <param name="Code">Such as <c>REF-PAY</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="LegalBasis">Act and paragraph.</param>
/// <param name="Outcome">The one outcome that it can carry: refused or not-reviewed.</param>
public sealed record Ground(string Code, string Title, string LegalBasis, string Outcome);

/// <summary>The legal challenge: to whom, and how long from service.</summary>
public sealed record AppealRule(string Body, Period Period);

/// <summary>A state fee; what the employer pays is never recovered from the worker.</summary>
public sealed record Fee(string Payer, Money Amount, string Channel, bool RecoverableFromWorker);

/// <summary>A duty after a grant, ticked off by a record where the law allows.</summary>
public sealed record Obligation(string Code, string Who, string Trigger, ObligationDeadline Deadline, string To, string? SatisfiedBy, string? AlertRule);

/// <summary>When a duty is due, relative to its trigger.</summary>
public sealed record ObligationDeadline(int Amount, PeriodUnit Unit, string Relation);

/// <summary>What a change of employer takes.</summary>
public sealed record ChangeEmployerRule(string Mode);
