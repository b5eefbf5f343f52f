using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Records;

/// <summary>What can happen to the access matrix after the program was installed. Nothing in it is personal: operators are client ids.</summary>
public abstract record MatrixEvent
{
    private MatrixEvent() { }

    /// <summary>An operator proposed a version; it waits for a second one and has no effect.</summary>
    /// <param name="Version">From 2: the program brings the first.</param>
    /// <param name="Document">All rows, as JSON.</param>
    /// <param name="Fingerprint">SHA-256 of the document.</param>
    /// <param name="By">Who: a client id.</param>
    /// <param name="Until">From then on it is forgotten.</param>
    /// <param name="At">When.</param>
    [EventName("access-matrix.proposed", 1)]
    public sealed record Proposed(int Version, string Document, string Fingerprint, string By, DateTimeOffset Until, DateTimeOffset At) : MatrixEvent;

    /// <summary>A second operator confirmed it: it is in force.</summary>
    /// <param name="Version">From 2.</param>
    /// <param name="Document">All rows, as JSON.</param>
    /// <param name="ProposedBy">A client id.</param>
    /// <param name="ConfirmedBy">Another client id.</param>
    /// <param name="At">When.</param>
    [EventName("access-matrix.activated", 1)]
    public sealed record Activated(int Version, string Document, string ProposedBy, string ConfirmedBy, DateTimeOffset At) : MatrixEvent;
}

/// <summary>Puts a version of the matrix in force: the same document, sent by two operators.</summary>
/// <param name="Document">All rows, as JSON.</param>
[GenerateSerializer, Immutable]
public sealed record ActivateMatrix([property: Id(0)] string Document);

/// <summary>How far the activation of a version has come.</summary>
/// <param name="Version">Of the matrix.</param>
/// <param name="Status">awaiting-second while it waits for another operator to send the same, else effective.</param>
/// <param name="Changes">Who gains and who loses what against the version before.</param>
/// <param name="ProposedBy">Who sent it first: a client id; absent for what came with the program.</param>
/// <param name="ConfirmedBy">Who sent it second.</param>
/// <param name="Until">When a proposal is forgotten.</param>
[GenerateSerializer, Immutable]
public sealed record MatrixActivation(
    [property: Id(0)] int Version, [property: Id(1)] string Status, [property: Id(2)] IReadOnlyList<MatrixChange> Changes,
    [property: Id(3)] string? ProposedBy = null, [property: Id(4)] string? ConfirmedBy = null, [property: Id(5)] DateTimeOffset? Until = null)
{
    /// <summary>The status of a proposal.</summary>
    public const string AwaitingSecond = "awaiting-second";

    /// <summary>The status of what is in force.</summary>
    public const string Effective = "effective";
}

/// <summary>Owns the versions of the access matrix. Key: <c>access-matrix</c>.</summary>
[GrainInterfaceType("sw.access-matrix")]
public interface IAccessMatrixGrain : IGrainWithStringKey
{
    /// <summary>Proposes a version, or confirms the proposal of another.</summary>
    [Alias("Activate")] Task<Outcome<Versioned<MatrixActivation>>> Activate(ActivateMatrix command, CommandContext context, CancellationToken ct);

    /// <summary>What waits, or what is in force.</summary>
    [Alias("Read")] Task<Outcome<Versioned<MatrixActivation>>> Read(DateTimeOffset at, CancellationToken ct);
}
