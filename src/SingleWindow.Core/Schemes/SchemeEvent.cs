using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Schemes;

/// <summary>What can happen to the law of one scheme after the program was installed. Nothing in it is personal: operators are client ids.</summary>
public abstract record SchemeEvent
{
    private SchemeEvent() { }

    /// <summary>An operator proposed a version; it waits for a second one and has no effect.</summary>
    /// <param name="Scheme">Id of the scheme.</param>
    /// <param name="Version">Of the definition.</param>
    /// <param name="Document">The whole definition, as JSON.</param>
    /// <param name="Fingerprint">SHA-256 of the document.</param>
    /// <param name="By">Who: a client id.</param>
    /// <param name="Until">From then on it is forgotten.</param>
    /// <param name="At">When.</param>
    [EventName("scheme.proposed", 1)]
    public sealed record Proposed(string Scheme, string Version, string Document, string Fingerprint, string By, DateTimeOffset Until, DateTimeOffset At) : SchemeEvent;

    /// <summary>A second operator confirmed it: it is part of the law from its first day.</summary>
    /// <param name="Scheme">Id of the scheme.</param>
    /// <param name="Version">Of the definition.</param>
    /// <param name="Document">The whole definition, as JSON.</param>
    /// <param name="EndedVersion">The open-ended version that it succeeds, or null.</param>
    /// <param name="EndedOn">The last day of that one.</param>
    /// <param name="ProposedBy">A client id.</param>
    /// <param name="ConfirmedBy">Another client id.</param>
    /// <param name="At">When.</param>
    /// <param name="ReplacedVersion">The version that was to begin on the same day and never will; left out when there was none.</param>
    [EventName("scheme.activated", 1)]
    public sealed record Activated(
        string Scheme, string Version, string Document, string? EndedVersion, DateOnly? EndedOn, string ProposedBy, string ConfirmedBy, DateTimeOffset At, string? ReplacedVersion = null) : SchemeEvent;
}

/// <summary>A line in the list of all activations, which every node follows: the law of this scheme has changed.</summary>
/// <param name="Scheme">Id of the scheme.</param>
/// <param name="Version">The version that was activated.</param>
/// <param name="At">When.</param>
[EventName("scheme.listed", 1)]
public sealed record SchemeListed(string Scheme, string Version, DateTimeOffset At);
