using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Mandates;

/// <summary>One right to act for another.</summary>
/// <param name="Number">From 1, in its book.</param>
/// <param name="Representative">Who may act.</param>
/// <param name="May">What; words of <see cref="MandateActs"/>.</param>
/// <param name="Schemes">Under which schemes only; null for all.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="GivenAt">When it was given.</param>
public sealed record Mandate(int Number, string Representative, IReadOnlyList<string> May, IReadOnlyList<string>? Schemes, DateOnly From, DateOnly Until, DateTimeOffset GivenAt)
{
    /// <summary>When it ended before its time.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended before its time.</summary>
    public MandateEnd? End { get; init; }

    /// <summary>True while it is neither ended nor over; it may still begin.</summary>
    public bool IsOpen(DateOnly today) => EndedAt is null && Until >= today;

    /// <summary>True when it lets the representative do this today.</summary>
    public bool Allows(string representative, string act, DateOnly today) => Representative == representative && IsOpen(today) && From <= today && MandateActs.Allow(May, act);
}

/// <summary>Why a mandate ended before its time.</summary>
[JsonConverter(typeof(KebabCaseEnum<MandateEnd>))]
public enum MandateEnd
{
    /// <summary>The party that gave it took it back.</summary>
    Revoked,

    /// <summary>The representative laid it down.</summary>
    Renounced,

    /// <summary>The party that gave it does not exist any more, says its register.</summary>
    Dissolved,
}

/// <summary>A mandate as both sides see it.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Principal">Who gave it.</param>
/// <param name="Representative">Who may act.</param>
/// <param name="May">What he may do; writing includes challenging, and both include reading.</param>
/// <param name="Schemes">Under which schemes only; left out for all.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="GivenAt">When it was given.</param>
/// <param name="EndedAt">When it ended before its time.</param>
/// <param name="End">Why it ended before its time.</param>
[GenerateSerializer, Immutable]
public sealed record MandateView(
    string Id, string Principal, string Representative, IReadOnlyList<string> May, IReadOnlyList<string>? Schemes, DateOnly From, DateOnly Until, DateTimeOffset GivenAt,
    DateTimeOffset? EndedAt, MandateEnd? End);
