using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Workers;

/// <summary>A strong identifier that the hub knows of a worker.</summary>
/// <param name="Number">From 1, in the order in which they came; never used again.</param>
/// <param name="Key">Blind index.</param>
/// <param name="Kind">personal-code or document; null for those that came before kinds were kept.</param>
/// <param name="Since">When.</param>
public sealed record KnownIdentity(int Number, string Key, string? Kind, DateTimeOffset Since);

/// <summary>A worker who turned out to be this one.</summary>
/// <param name="Worker">His id.</param>
/// <param name="Before">How many identifiers the survivor had been given before: those with higher numbers came after the merge.</param>
public sealed record Merger(WorkerId Worker, int Before);

/// <summary>How a change of an identity is called.</summary>
[JsonConverter(typeof(KebabCaseEnum<IdentityChange>))]
public enum IdentityChange
{
    /// <summary>Two workers are one person.</summary>
    Merge,

    /// <summary>They were not.</summary>
    Split,

    /// <summary>A birth date was mistyped, or an identifier is somebody else's.</summary>
    Correction,
}

/// <summary>A change that waits for a second person.</summary>
/// <param name="Change">What is to happen.</param>
/// <param name="Other">With whom.</param>
/// <param name="Proposal">Who proposed what.</param>
public sealed record WaitingChange(IdentityChange Change, WorkerId? Other, Proposal Proposal);

/// <summary>An identifier that goes with the one who is split off.</summary>
/// <param name="Key">Blind index.</param>
/// <param name="Kind">personal-code or document.</param>
public sealed record MovedIdentity(string Key, string? Kind);

public abstract partial record WorkerEvent
{
    /// <summary>A change of the identity was proposed and waits. The fingerprint is personal: of a birth date it could be guessed.</summary>
    [EventName("worker.change-proposed", 1)]
    public sealed record ChangeProposed(
        WorkerId Worker, IdentityChange Change, WorkerId? Other, string By, DateTimeOffset Until, [Personal] string? Fingerprint, [Personal] string? Reason, DateTimeOffset At) : WorkerEvent;

    /// <summary>Two workers are one person; stands in the streams of both.</summary>
    [EventName("worker.merged", 1)]
    public sealed record Merged(WorkerId Survivor, WorkerId Loser, string ProposedBy, string ConfirmedBy, [Personal] string? Reason, DateTimeOffset At) : WorkerEvent;

    /// <summary>They were not one person; stands in the streams of both. The identifiers named came after the merge and go along.</summary>
    [EventName("worker.split", 1)]
    public sealed record Split(
        WorkerId Survivor, WorkerId Loser, IReadOnlyList<MovedIdentity> Identities, string ProposedBy, string ConfirmedBy, [Personal] string? Reason, DateTimeOffset At) : WorkerEvent;

    /// <summary>What was registered was wrong (GDPR art. 16): the birth date, or identifiers that are somebody else's and are free again.</summary>
    [EventName("worker.corrected", 1)]
    public sealed record Corrected(
        WorkerId Worker, [Personal] DateOnly? BirthDate, IReadOnlyList<string> Released, string ProposedBy, string ConfirmedBy, [Personal] string? Reason, DateTimeOffset At) : WorkerEvent;

    /// <summary>A filing named identifiers of both, or, without another, another birth date: an official looks at it.</summary>
    [EventName("worker.candidate-noted", 1)]
    public sealed record CandidateNoted(WorkerId Worker, WorkerId? Other, DateTimeOffset At) : WorkerEvent;

    /// <summary>An official looked and found nothing to change.</summary>
    [EventName("worker.candidate-dismissed", 1)]
    public sealed record CandidateDismissed(WorkerId Worker, WorkerId? Other, string By, DateTimeOffset At) : WorkerEvent;
}

public abstract partial record WorkerCommand
{
    /// <summary>This worker and another are one person; this one's id stays the main one.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Merge(WorkerId With, string Reason) : WorkerCommand;

    /// <summary>This worker is not the one into whom he was merged.</summary>
    /// <param name="From">Into whom he was merged.</param>
    /// <param name="Identities">Numbers of identifiers that the survivor got after the merge and that are this one's.</param>
    /// <param name="Reason">In words.</param>
    [GenerateSerializer, Immutable]
    public sealed record Split(WorkerId From, IReadOnlyList<int> Identities, string Reason) : WorkerCommand;

    /// <summary>What was registered is wrong.</summary>
    /// <param name="BirthDate">The right birth date, when the registered one is wrong.</param>
    /// <param name="Release">Numbers of identifiers that are not his.</param>
    /// <param name="Reason">In words.</param>
    [GenerateSerializer, Immutable]
    public sealed record Correct(DateOnly? BirthDate, IReadOnlyList<int> Release, string Reason) : WorkerCommand;

    /// <summary>A filing could not be told apart: of this one and the other, or, without another, for its birth date.</summary>
    [GenerateSerializer, Immutable]
    public sealed record NoteCandidate(WorkerId? Other) : WorkerCommand;

    /// <summary>There is nothing to change.</summary>
    [GenerateSerializer, Immutable]
    public sealed record DismissCandidate(WorkerId? Other) : WorkerCommand;
}
