using System.Text.Json;
using System.Text.Json.Serialization;
using SingleWindow.Core.Reference;

namespace SingleWindow.Core.Schemes;

/// <summary>One version of the law on one kind of permit, as data. Published as it is by <c>GET /api/v1/schemes/{id}</c>.</summary>
public sealed record Scheme
{
    /// <summary>Such as <c>ee-short-term-employment</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Such as <c>2026-01</c>; an application keeps the version in force when it was complete.</summary>
    public required string Version { get; init; }

    /// <summary>For people.</summary>
    public required string Title { get; init; }

    /// <summary>ISO 3166-1 alpha-2, or <c>EU</c>.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>Only schemes in force take applications (outside the demo).</summary>
    public required SchemeStatus Status { get; init; }

    /// <summary>How far the definition was checked against official texts.</summary>
    public required string Verification { get; init; }

    /// <summary>Acts and paragraphs.</summary>
    public required IReadOnlyList<string> LegalBasis { get; init; }

    /// <summary>First day in force; null for a draft.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last day in force; null while open.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>IANA time zone in which legal days begin and end.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Calendar of working days.</summary>
    public required string Calendar { get; init; }

    /// <summary>What a grant is.</summary>
    public required SchemeKind Kind { get; init; }

    /// <summary>True when one title covers stay and work (Dir. 2024/1233 art. 2).</summary>
    public bool CombinedTitle { get; init; }

    /// <summary>Who files.</summary>
    public required ApplicantRule Applicant { get; init; }

    /// <summary>Where the worker may be when the application is filed.</summary>
    public required IReadOnlyList<ApplyFrom> ApplyFrom { get; init; }

    /// <summary>For whom.</summary>
    public required IReadOnlyList<Condition> Audience { get; init; }

    /// <summary>ISCO-08 groups of the posts, any level; empty: all.</summary>
    public IReadOnlyList<string> Occupations { get => field ?? []; init; }

    /// <summary>NACE Rev. 2.1 sections, divisions or groups of the work; empty: all.</summary>
    public IReadOnlyList<string> Sectors { get => field ?? []; init; }

    /// <summary>The other state of an agreement, or null.</summary>
    public PartnerRule? Partner { get; init; }

    /// <summary>The longest stay.</summary>
    public required StayRule Stay { get; init; }

    /// <summary>The least pay.</summary>
    public required RemunerationRule Remuneration { get; init; }

    /// <summary>The test of the labour market, or null.</summary>
    public LabourMarketTestRule? LabourMarketTest { get; init; }

    /// <summary>The yearly number of places, or null.</summary>
    public QuotaRule? Quota { get; init; }

    /// <summary>What must be proven, and where the proof comes from: registers first.</summary>
    public required IReadOnlyList<EvidenceRule> Evidence { get; init; }

    /// <summary>The checks, a directed graph.</summary>
    public required IReadOnlyList<SchemeStep> Steps { get; init; }

    /// <summary>The decision and its clock.</summary>
    public required DecisionRule Decision { get; init; }

    /// <summary>State fees.</summary>
    public IReadOnlyList<Fee> Fees { get => field ?? []; init; }

    /// <summary>Duties after a grant.</summary>
    public IReadOnlyList<Obligation> Obligations { get => field ?? []; init; }

    /// <summary>What a change of employer takes.</summary>
    public ChangeEmployerRule? ChangeEmployer { get; init; }

    /// <summary>How long a permit outlives the employment; null: it does not.</summary>
    public UnemploymentRule? Unemployment { get; init; }

    /// <summary>Work in another member state, or null.</summary>
    public MobilityRule? Mobility { get; init; }

    /// <summary>Who bears which cost of a programme.</summary>
    public IReadOnlyList<CostShare> CostSharing { get => field ?? []; init; }

    /// <summary>Payments for results of a programme.</summary>
    public IReadOnlyList<OutcomePayment> OutcomePayments { get => field ?? []; init; }

    /// <summary>Parameters of alert rules for this scheme: rule, parameter, number or yes/no.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> AlertOverrides { get => field ?? NoOverrides; init; }

    // The serializer leaves what is not written unset, whatever an initializer says: the getters above give what is meant.
    private static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> NoOverrides = new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>();

    /// <summary>True on a day between <see cref="ValidFrom"/> and <see cref="ValidTo"/>.</summary>
    public bool InForceOn(DateOnly day) => Status == SchemeStatus.InForce && ValidFrom is not null && IsValidOn(day);

    /// <summary>True on a day between <see cref="ValidFrom"/> and <see cref="ValidTo"/>, where they are given; law or not.</summary>
    public bool IsValidOn(DateOnly day) => !(day < ValidFrom) && !(day > ValidTo);

    /// <summary>Steps that this version has no more, and in which the case at hand has a task from the time before; in a definition there are none.</summary>
    [JsonIgnore] public IReadOnlyList<SchemeStep> Former { get => field ?? []; init; }

    /// <summary>The step with this code.</summary>
    public SchemeStep Step(string code) => Steps.Concat(Former).First(step => step.Code == code);

    /// <summary>The step that decides.</summary>
    [JsonIgnore] public SchemeStep DecidingStep => Steps.First(step => step.Decides);

    /// <summary>The working days of <see cref="Calendar"/>.</summary>
    [JsonIgnore] public WorkCalendar WorkCalendar => WorkCalendar.TryGet(Calendar, out var found) ? found : throw new InvalidOperationException($"No calendar '{Calendar}'.");

    /// <summary>The zone of <see cref="TimeZone"/>.</summary>
    [JsonIgnore] public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The country of <see cref="Jurisdiction"/>, ISO 3166-1 alpha-3; null for the Union.</summary>
    [JsonIgnore] public string? Country => ReferenceData.Alpha3(Jurisdiction);

    /// <summary>Categories of workers that the scheme's conditions name.</summary>
    [JsonIgnore]
    public IEnumerable<string> Categories => AllConditions.SelectMany(condition => condition.Terms).Where(term => term.Name == "category").Select(term => term.Value!).Distinct();

    /// <summary>Every condition that the definition sets, wherever it stands.</summary>
    [JsonIgnore]
    public IEnumerable<Condition> AllConditions =>
    [
        .. Audience, .. Stay.Shorter?.SelectMany(shorter => shorter.When) ?? [], .. Remuneration.Exceptions.SelectMany(exception => exception.When),
        .. LabourMarketTest?.WaivedWhen ?? [], .. Quota?.Exempt ?? [], .. Evidence.SelectMany(rule => rule.When ?? []), .. Steps.SelectMany(step => step.When ?? []),
        .. Decision.Shorter?.SelectMany(shorter => shorter.When) ?? [],
    ];

    /// <summary>True when a condition asks for this fact.</summary>
    public bool AsksFor(string term) => AllConditions.Any(condition => condition.Terms.Any(asked => asked.Name == term));

    /// <summary>True when this case needs the step: its own condition holds, and it is no labour-market test that is waived; what the law has abolished no case needs.</summary>
    public bool Needs(SchemeStep step, CaseFacts facts) => !Former.Contains(step) && step.AppliesTo(facts) && !(LabourMarketTest?.Step == step.Code && LabourMarketTest.WaivedWhen.Exempt(facts));

    /// <summary>Until when a grant may rest on the answer that this step gives today; null: it does not grow old.</summary>
    public DateOnly? ServesUntil(SchemeStep step, DateOnly today) =>
        LabourMarketTest is { Validity: { } validity } test && test.Step == step.Code ? StatutoryClock.Due(WorkCalendar, validity, today) : null;

    /// <summary>For how many days ahead the holidays must be known before anything is promised.</summary>
    [JsonIgnore]
    public int Horizon => Math.Max(120, 60 + new[] { Decision.Period, Decision.InformationDeadline, Decision.HearingPeriod, Decision.Appeal.Period }
        .Concat(Steps.Select(step => new Period(step.Sla.Amount, step.Sla.Unit)))
        .Append(Decision.Extension is { } more ? new Period(more.Amount, more.Unit) : new Period(0, PeriodUnit.CalendarDays))
        .Append(LabourMarketTest?.Validity ?? new(0, PeriodUnit.CalendarDays)).Max(Days));

    /// <summary>The steps that come before the decision, itself not among them.</summary>
    [JsonIgnore]
    public IEnumerable<SchemeStep> Checks
    {
        get
        {
            var after = AfterDecision();
            return Steps.Where(step => !step.Decides && !after.Contains(step.Code));
        }
    }

    /// <summary>True for a step that a grant opens, such as the visa or the card.</summary>
    public bool FollowsDecision(SchemeStep step) => AfterDecision().Contains(step.Code);

    // Forward, each step once: backwards there are as many ways as there are paths.
    private HashSet<string> AfterDecision()
    {
        var found = new HashSet<string>();
        for (var next = Steps.Where(step => step.Decides).Select(step => step.Code).ToHashSet(); next.Count > 0;)
            next = [.. Steps.Where(step => step.After.Any(next.Contains) && found.Add(step.Code)).Select(step => step.Code)];
        return found;
    }

    private static int Days(Period period) => period.Unit switch
    {
        PeriodUnit.CalendarDays => period.Amount,
        PeriodUnit.WorkingDays => 2 * period.Amount,
        PeriodUnit.Months => 31 * period.Amount,
        PeriodUnit.Years => 366 * period.Amount,
    };

    /// <summary>The legal day of an instant in this scheme.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => StatutoryClock.DayOf(instant, Zone);
}
