using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>A duty after a grant, ticked off by a record where the law allows.</summary>
/// <param name="Code">Such as <c>register-employment</c>.</param>
/// <param name="Who">Whose duty.</param>
/// <param name="Trigger">What makes it due.</param>
/// <param name="Deadline">When, relative to the trigger.</param>
/// <param name="To">Code of the authority, or <c>employer</c> for what is kept at the employer's.</param>
/// <param name="SatisfiedBy">Record type that ticks it off, or null.</param>
/// <param name="AlertRule">Rule that notices a breach, or null.</param>
public sealed record Obligation(string Code, Party Who, ObligationTrigger Trigger, ObligationDeadline Deadline, string To, string? SatisfiedBy, string? AlertRule);

/// <summary>When a duty is due, relative to its trigger.</summary>
/// <param name="Amount">How many.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Relation">Before, on or after the day of the trigger.</param>
public sealed record ObligationDeadline(int Amount, PeriodUnit Unit, Relation Relation);

/// <summary>What makes a duty due.</summary>
[JsonConverter(typeof(KebabCaseEnum<ObligationTrigger>))]
public enum ObligationTrigger
{
    /// <summary>The worker arrives.</summary>
    Arrival,

    /// <summary>The worker goes back.</summary>
    Return,

    /// <summary>Work begins.</summary>
    WorkStart,

    /// <summary>Work ends.</summary>
    WorkEnd,

    /// <summary>Each month ends.</summary>
    MonthEnd,

    /// <summary>The worker did not start, or ended early.</summary>
    NoticeEvent,

    /// <summary>The housing changes.</summary>
    HousingChange,

    /// <summary>Something changes that mattered for the admission.</summary>
    AdmissionChange,

    /// <summary>The employer changes.</summary>
    EmployerChange,

    /// <summary>From the first day to the last.</summary>
    WholeStay,
}

/// <summary>On which side of a day.</summary>
[JsonConverter(typeof(KebabCaseEnum<Relation>))]
public enum Relation
{
    /// <summary>At the latest so long before it.</summary>
    Before,

    /// <summary>On the day.</summary>
    On,

    /// <summary>At the latest so long after it.</summary>
    After,
}

/// <summary>What a change of employer takes.</summary>
/// <param name="Mode">Which way.</param>
/// <param name="OppositionDays">Days in which the authority may oppose; null: it may not.</param>
/// <param name="FirstMonths">Months from the grant in which it may oppose; null: always. Afterwards a notice is enough.</param>
/// <param name="MaxFirstEmploymentMonths">Months for which the worker may be bound to the first employer (at most 6, Dir. 2024/1233 art. 11(3)); null: none.</param>
/// <param name="SeriousBreachFrees">True when a serious breach by the employer ends that bond.</param>
/// <param name="LabourMarketTestAllowed">True when the labour market may be tested again.</param>
public sealed record ChangeEmployerRule(
    ChangeEmployerMode Mode, int? OppositionDays = null, int? FirstMonths = null, int? MaxFirstEmploymentMonths = null, bool SeriousBreachFrees = false, bool LabourMarketTestAllowed = false);

/// <summary>Ways to another employer.</summary>
[JsonConverter(typeof(KebabCaseEnum<ChangeEmployerMode>))]
public enum ChangeEmployerMode
{
    /// <summary>There is none.</summary>
    NotAllowed,

    /// <summary>The new employer applies anew.</summary>
    NewApplication,

    /// <summary>The new employer registers the employment anew.</summary>
    NewRegistration,

    /// <summary>The permit is extended with the new employer.</summary>
    ExtensionWithNewEmployer,

    /// <summary>The new employer registers the change; the authority may oppose.</summary>
    EmployerRegistersChange,

    /// <summary>The worker or the new employer notifies; the authority may oppose.</summary>
    Notify,

    /// <summary>A transfer that the partner country's authority permits.</summary>
    TransferWithPermissionOfPartner,
}

/// <summary>How long a permit outlives the employment.</summary>
/// <param name="Months">Months in total.</param>
/// <param name="MonthsAfterTwoYears">The same after two years with the permit.</param>
/// <param name="ExploitationExtraMonths">More, where exploitative conditions are likely.</param>
/// <param name="ResourcesEvidenceAfterMonths">When resources may have to be shown, or null.</param>
public sealed record UnemploymentRule(int Months, int MonthsAfterTwoYears, int ExploitationExtraMonths, int? ResourcesEvidenceAfterMonths = null);

/// <summary>Work in another member state.</summary>
/// <param name="ShortTermDays">Days of short-term mobility, or null.</param>
/// <param name="ShortTermWindow">In a window of so many days.</param>
/// <param name="LongTermAfterMonths">Long-term mobility after so many months, or null.</param>
/// <param name="ApplyWithinDaysOfEntry">Application in the second state within so many days of entry.</param>
/// <param name="SecondStateDecisionDays">Decision there within so many days.</param>
public sealed record MobilityRule(int? ShortTermDays, int? ShortTermWindow, int? LongTermAfterMonths = null, int? ApplyWithinDaysOfEntry = null, int? SecondStateDecisionDays = null);

/// <summary>The other state of an agreement.</summary>
/// <param name="Country">ISO 3166-1 alpha-3.</param>
/// <param name="Authority">Code of its authority.</param>
/// <param name="AgreementId">The agreement in force: without one nothing is transferred (GDPR art. 46, 49(3)).</param>
public sealed record PartnerRule(string Country, string Authority, string AgreementId);

/// <summary>Who bears a cost, as a share of one.</summary>
public sealed record CostShare(string Item, Party Payer, decimal Share);

/// <summary>A payment for a result.</summary>
/// <param name="Milestone">Which result.</param>
/// <param name="AfterDays">Days after the grant.</param>
/// <param name="Amount">How much.</param>
/// <param name="VerifiedBy">Record types that show it.</param>
/// <param name="ClawbackOn">Alert rules that take it back.</param>
public sealed record OutcomePayment(string Milestone, int AfterDays, Money Amount, IReadOnlyList<string> VerifiedBy, IReadOnlyList<string>? ClawbackOn = null);
