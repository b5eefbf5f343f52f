using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>One check, of an authority or of the employer.</summary>
/// <param name="Code">Such as <c>tax-check</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Authority">Code of the authority; null when the <paramref name="Actor"/> does it.</param>
/// <param name="Purpose">Purpose under which the authority sees the application (access matrix); null for the employer.</param>
/// <param name="After">Steps that must be finished first.</param>
/// <param name="Sla">Time allowed.</param>
/// <param name="Outcomes">What may be answered.</param>
/// <param name="On">What each outcome does.</param>
/// <param name="OnTimeout">What happens when the time has passed.</param>
/// <param name="Decides">True for the one step that decides the application.</param>
/// <param name="When">In which cases it is needed; null or empty: in all. Asked when the steps before it are finished.</param>
/// <param name="Actor">The employer, when no authority does it.</param>
/// <param name="About">The worker, when what is found is about him: his employer then learns that it is done, and not what was found; null: the case.</param>
public sealed record SchemeStep(
    string Code, string Title, string? Authority, string? Purpose, IReadOnlyList<string> After, StepSla Sla,
    IReadOnlyList<string> Outcomes, IReadOnlyDictionary<string, StepEffect> On, TimeoutEffect OnTimeout, bool Decides = false, IReadOnlyList<Condition>? When = null, Party? Actor = null, Party? About = null)
{
    /// <summary>Who has the task: an authority's code, or <c>employer</c>.</summary>
    [JsonIgnore]
    public string Doer => Authority ?? WireName.Of(Actor!.Value);

    /// <summary>True for the step that says that the application is complete.</summary>
    [JsonIgnore]
    public bool DeclaresComplete => On.Values.Contains(StepEffect.DeclareComplete);

    /// <summary>True when this case needs it.</summary>
    public bool AppliesTo(CaseFacts facts) => When is null || When.Allow(facts);
}

/// <summary>Time allowed for a step.</summary>
/// <param name="Amount">How many.</param>
/// <param name="Unit">Of what.</param>
/// <param name="From">From which day.</param>
public sealed record StepSla(int Amount, PeriodUnit Unit, ClockStart From);

/// <summary>What an outcome does.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepEffect>))]
public enum StepEffect
{
    /// <summary>The steps after it may begin.</summary>
    [JsonStringEnumMemberName("continue")] Continue,

    /// <summary>The application is complete: the statutory clock runs from the last day on which something required came in.</summary>
    [JsonStringEnumMemberName("declare-complete")] DeclareComplete,

    /// <summary>The applicant is asked; the step waits.</summary>
    [JsonStringEnumMemberName("request-information")] RequestInformation,

    /// <summary>An objection, in words, that the deciding authority weighs; the other checks go on.</summary>
    [JsonStringEnumMemberName("to-decision")] ToDecision,

    /// <summary>The deciding step: granted. With conditions, when the official adds some.</summary>
    [JsonStringEnumMemberName("end:granted")] EndGranted,

    /// <summary>The deciding step: refused. At a check: nothing can follow any more, so the other checks are left out and the deciding authority hears the applicant.</summary>
    [JsonStringEnumMemberName("end:refused")] EndRefused,

    /// <summary>The deciding step: inadmissible, because the quota has no place.</summary>
    [JsonStringEnumMemberName("end:inadmissible-quota")] EndInadmissibleQuota,

    /// <summary>The deciding step: not reviewed, because information did not come.</summary>
    [JsonStringEnumMemberName("end:not-reviewed")] EndNotReviewed,

    /// <summary>The case is discontinued: what it waited for did not come.</summary>
    [JsonStringEnumMemberName("end:discontinued")] EndDiscontinued,
}

/// <summary>What happens when a step's time has passed.</summary>
[JsonConverter(typeof(KebabCaseEnum<TimeoutEffect>))]
public enum TimeoutEffect
{
    /// <summary>It stays open and is shown as overdue to the authority and the applicant.</summary>
    Escalate,

    /// <summary>Silence counts as no objection.</summary>
    TreatAsNoObjection,

    /// <summary>The case is discontinued.</summary>
    Discontinue,
}
