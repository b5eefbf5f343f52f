using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>Whether a scheme is law.</summary>
[JsonConverter(typeof(KebabCaseEnum<SchemeStatus>))]
public enum SchemeStatus
{
    /// <summary>Law, between its first and last day.</summary>
    InForce,

    /// <summary>A bill.</summary>
    Draft,

    /// <summary>Another country's scheme, or a directive, for comparison.</summary>
    Reference,

    /// <summary>Made up.</summary>
    Illustrative,
}

/// <summary>What a grant is.</summary>
[JsonConverter(typeof(KebabCaseEnum<SchemeKind>))]
public enum SchemeKind
{
    /// <summary>The employment is registered; the stay has a basis of its own.</summary>
    Registration,

    /// <summary>A permit to work.</summary>
    WorkPermit,

    /// <summary>One permit to stay and work (Dir. 2024/1233 art. 2).</summary>
    SinglePermit,

    /// <summary>Under an agreement between states.</summary>
    Bilateral,
}

/// <summary>Who files.</summary>
[JsonConverter(typeof(KebabCaseEnum<ApplicantRule>))]
public enum ApplicantRule
{
    /// <summary>The employer.</summary>
    Employer,

    /// <summary>The worker, whom the employer invites.</summary>
    WorkerOnInvitation,

    /// <summary>Either of them (Dir. 2024/1233 art. 4).</summary>
    Either,
}

/// <summary>Where the worker is when the application is filed.</summary>
[JsonConverter(typeof(KebabCaseEnum<ApplyFrom>))]
public enum ApplyFrom
{
    /// <summary>Outside the country.</summary>
    BeforeEntry,

    /// <summary>Outside the country, through a consulate.</summary>
    Consulate,

    /// <summary>In the country on any lawful basis.</summary>
    LegalStay,

    /// <summary>In the country with a residence permit.</summary>
    ResidencePermit,
}

/// <summary>In what the longest stay counts.</summary>
[JsonConverter(typeof(CamelCaseEnum<StayUnit>))]
public enum StayUnit
{
    /// <summary>Days, first and last counted.</summary>
    CalendarDays,

    /// <summary>Months from the first day; the end of a short month stands for a day that it lacks.</summary>
    Months,

    /// <summary>Years from the first day.</summary>
    Years,

    /// <summary>Months within each calendar year, all stays together.</summary>
    MonthsPerCalendarYear,
}

/// <summary>What the least pay is measured by.</summary>
[JsonConverter(typeof(KebabCaseEnum<PayBasis>))]
public enum PayBasis
{
    /// <summary>The average gross monthly wage that the statistics office published last.</summary>
    AverageGrossMonthlyWageLastPublished,

    /// <summary>What a comparable worker earns; the amount, if any, is the statutory minimum below which nothing is comparable.</summary>
    ComparableWorker,

    /// <summary>The rate that the programme publishes.</summary>
    ProgrammeRate,

    /// <summary>Left to national law.</summary>
    NationalLaw,
}

/// <summary>From which day a time counts.</summary>
[JsonConverter(typeof(KebabCaseEnum<ClockStart>))]
public enum ClockStart
{
    /// <summary>From the day of completeness, with suspensions.</summary>
    Complete,

    /// <summary>From the day on which the step was opened.</summary>
    StepStart,
}

/// <summary>Whom something concerns.</summary>
[JsonConverter(typeof(KebabCaseEnum<Party>))]
public enum Party
{
    /// <summary>The employer.</summary>
    Employer,

    /// <summary>The worker.</summary>
    Worker,

    /// <summary>Either of them.</summary>
    Either,

    /// <summary>The public purse.</summary>
    Public,
}
