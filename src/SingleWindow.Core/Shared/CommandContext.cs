namespace SingleWindow.Core.Shared;

/// <summary>Identifies a command for ever: the same id again gives the first result. 64 lower-case hexadecimal digits.</summary>
[GenerateSerializer, Immutable]
public readonly record struct CommandId([property: Id(0)] string Value)
{
    /// <summary>Of what nobody ever sends again.</summary>
    public static CommandId None { get; } = new("");

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>Who acts: the client, for which party, in which unit. Taken from the verified token, never from the request.</summary>
/// <param name="Client">Client id of the calling system.</param>
/// <param name="Party">Employer or worker id, or authority code.</param>
/// <param name="Unit">Unit of the authority, if any.</param>
/// <param name="Representation">By which right, when it is another who acts for the party.</param>
[GenerateSerializer, Immutable]
public sealed record Actor(
    [property: Id(0)] string Client, [property: Id(1)] string Party, [property: Id(2)] string? Unit = null, [property: Id(3)] Representation? Representation = null)
{
    /// <summary>The hub itself: clocks and reactions to events.</summary>
    public static Actor Hub { get; } = new("hub", "HUB");

    /// <summary>True when what is this party's under this scheme is the actor's: his own, or one for which his mandate reaches.</summary>
    public bool ActsFor(string party, string scheme) => Party == party && (Representation?.Schemes is not { } only || only.Contains(scheme));
}

/// <summary>What every command carries besides its own data.</summary>
/// <param name="Id">Makes the command idempotent.</param>
/// <param name="Fingerprint">SHA-256 of the request; the same id with another fingerprint is refused.</param>
/// <param name="Actor">Who acts.</param>
/// <param name="At">The legal time of the command: rules never read a clock.</param>
/// <param name="ExpectedVersion">From <c>If-Match</c>: the version that the caller has seen.</param>
[GenerateSerializer, Immutable]
public sealed record CommandContext(
    [property: Id(0)] CommandId Id,
    [property: Id(1)] string Fingerprint,
    [property: Id(2)] Actor Actor,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] long? ExpectedVersion = null);
