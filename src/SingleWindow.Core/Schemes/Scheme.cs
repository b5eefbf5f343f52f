using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

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

    /// <summary>Such as <c>registration</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>True when one title covers stay and work (Dir. 2024/1233 art. 2).</summary>
    public bool CombinedTitle { get; init; }

    /// <summary>Who files.</summary>
    public required string Applicant { get; init; }

    /// <summary>Where the worker may be when the application is filed.</summary>
    public required IReadOnlyList<string> ApplyFrom { get; init; }

    /// <summary>For whom.</summary>
    public required IReadOnlyList<string> Audience { get; init; }

    /// <summary>The longest stay.</summary>
    public required StayRule Stay { get; init; }

    /// <summary>The least pay.</summary>
    public required RemunerationRule Remuneration { get; init; }

    /// <summary>What must be proven, and where the proof comes from: registers first.</summary>
    public required IReadOnlyList<EvidenceRule> Evidence { get; init; }

    /// <summary>The checks, a directed graph.</summary>
    public required IReadOnlyList<SchemeStep> Steps { get; init; }

    /// <summary>The decision and its clock.</summary>
    public required DecisionRule Decision { get; init; }

    /// <summary>State fees.</summary>
    public IReadOnlyList<Fee> Fees { get; init; } = [];

    /// <summary>Duties after a grant.</summary>
    public IReadOnlyList<Obligation> Obligations { get; init; } = [];

    /// <summary>What a change of employer takes.</summary>
    public ChangeEmployerRule? ChangeEmployer { get; init; }

    /// <summary>True on a day between <see cref="ValidFrom"/> and <see cref="ValidTo"/>.</summary>
    public bool InForceOn(DateOnly day) => Status == SchemeStatus.InForce && day >= ValidFrom && (ValidTo is not { } last || day <= last);

    /// <summary>The step with this code.</summary>
    public SchemeStep Step(string code) => Steps.First(step => step.Code == code);

    /// <summary>The step that decides.</summary>
    [JsonIgnore] public SchemeStep DecidingStep => Steps.First(step => step.Decides);

    /// <summary>The working days of <see cref="Calendar"/>.</summary>
    [JsonIgnore] public WorkCalendar WorkCalendar => WorkCalendar.TryGet(Calendar, out var found) ? found : throw new InvalidOperationException($"No calendar '{Calendar}'.");

    /// <summary>The zone of <see cref="TimeZone"/>.</summary>
    [JsonIgnore] public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The legal day of an instant in this scheme.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => StatutoryClock.DayOf(instant, Zone);
}

/// <summary>Whether a scheme is law.</summary>
[JsonConverter(typeof(KebabCaseEnum<SchemeStatus>))]
public enum SchemeStatus
{
    /// <summary>Law today.</summary>
    InForce,

    /// <summary>A bill.</summary>
    Draft,

    /// <summary>Another country's scheme, for comparison.</summary>
    Reference,

    /// <summary>Made up.</summary>
    Illustrative,
}
