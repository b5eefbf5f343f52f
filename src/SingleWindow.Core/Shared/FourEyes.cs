namespace SingleWindow.Core.Shared;

/// <summary>A change that one person proposed and that waits for another one to send the same.</summary>
/// <param name="Fingerprint">SHA-256 of what is proposed, in lower-case hexadecimal digits.</param>
/// <param name="By">Who proposed it: a client id.</param>
/// <param name="Until">From then on it is forgotten.</param>
[GenerateSerializer, Immutable]
public sealed record Proposal(string Fingerprint, string By, DateTimeOffset Until);

/// <summary>What sending a change means under four eyes.</summary>
public enum Eyes
{
    /// <summary>It is new: it waits for a second person, and takes the place of what waited before.</summary>
    First,

    /// <summary>The same person sent the same again: nothing happens.</summary>
    Same,

    /// <summary>A second person sent the same: it takes effect.</summary>
    Second,
}

/// <summary>Changes that nobody may make alone: the same change, sent by a second person, takes effect (ops/decisions/0007).</summary>
public static class FourEyes
{
    /// <summary>How long a proposal waits.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(14);

    /// <summary>What this change means, given what waits.</summary>
    public static Eyes Judge(Proposal? waiting, string fingerprint, Actor actor, DateTimeOffset at) =>
        waiting is null || waiting.Until <= at || waiting.Fingerprint != fingerprint ? Eyes.First
        : waiting.By == actor.Client ? Eyes.Same
        : Eyes.Second;

    /// <summary>The change as it waits now.</summary>
    public static Proposal Propose(string fingerprint, Actor actor, DateTimeOffset at) => new(fingerprint, actor.Client, at + Waits);
}
