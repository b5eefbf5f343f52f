using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>Brings a version into the law: the same document, sent by two operators.</summary>
/// <param name="Document">The whole definition, as JSON.</param>
[GenerateSerializer, Immutable]
public sealed record ActivateScheme([property: Id(0)] string Document);

/// <summary>How far the activation of a version has come.</summary>
/// <param name="Scheme">Id of the scheme.</param>
/// <param name="Version">Of the definition.</param>
/// <param name="Status">awaiting-second while it waits for another operator to send the same; replaced when another version took its place before it began; else effective.</param>
/// <param name="EndedVersion">The open-ended version that it succeeds, if any.</param>
/// <param name="EndedOn">The last day of that one.</param>
/// <param name="ProposedBy">Who sent it first: a client id; absent for what came with the program.</param>
/// <param name="ConfirmedBy">Who sent it second.</param>
/// <param name="Until">When a proposal is forgotten.</param>
/// <param name="ReplacedVersion">The version that was to begin on the same day, and whose place it takes, if any.</param>
[GenerateSerializer, Immutable]
public sealed record SchemeActivation(
    [property: Id(0)] string Scheme, [property: Id(1)] string Version, [property: Id(2)] string Status, [property: Id(3)] string? EndedVersion = null, [property: Id(4)] DateOnly? EndedOn = null,
    [property: Id(5)] string? ProposedBy = null, [property: Id(6)] string? ConfirmedBy = null, [property: Id(7)] DateTimeOffset? Until = null, [property: Id(8)] string? ReplacedVersion = null)
{
    /// <summary>The status of a proposal.</summary>
    public const string AwaitingSecond = "awaiting-second";

    /// <summary>The status of what is part of the law, from its first day.</summary>
    public const string Effective = "effective";

    /// <summary>The status of what never began.</summary>
    public const string Replaced = "replaced";
}

/// <summary>Owns what was activated of one scheme. Key: <c>scheme/</c> and the scheme's id.</summary>
[GrainInterfaceType("sw.scheme")]
public interface ISchemeGrain : IGrainWithStringKey
{
    /// <summary>Proposes a version, or confirms the proposal of another.</summary>
    [Alias("Activate")] Task<Outcome<Versioned<SchemeActivation>>> Activate(ActivateScheme command, CommandContext context, CancellationToken ct);

    /// <summary>What waits, or what was activated last, or what came with the program.</summary>
    [Alias("Read")] Task<Outcome<Versioned<SchemeActivation>>> Read(DateTimeOffset at, CancellationToken ct);
}
