using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Audit;

/// <summary>An act that must be provable later: a read, a decision, a delivery.</summary>
/// <param name="Xid">Id of the act.</param>
/// <param name="Kind">Such as <c>record.read</c> or <c>application.decided</c>.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Purpose">For which purpose of the access matrix, if any.</param>
/// <param name="Basis">Id of the matrix row, or the legal basis.</param>
/// <param name="Fields">Which members were seen.</param>
/// <param name="Decision">allowed, refused, granted and so on.</param>
/// <param name="Payload">What exactly, as JSON; only its salted commitment goes into the leaf.</param>
public sealed record AuditAct(
    string Xid, string Kind, DateTimeOffset At, Actor Actor, string? Purpose, string? Basis, IReadOnlyList<string> Fields, string Decision, string Payload);

/// <summary>What happens in an audit stream <c>xid_…</c>.</summary>
public abstract record AuditEvent
{
    private AuditEvent() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>An act, in leaf form. After erasure the leaf stays and the payload is gone.</summary>
    /// <param name="Leaf">The canonical text; its UTF-8 bytes are the leaf data.</param>
    /// <param name="Salt">Base64; under the subject's key.</param>
    /// <param name="Payload">What exactly; under the subject's key.</param>
    [EventName("audit.recorded", 1)]
    public sealed record Recorded(string Leaf, [Personal] string? Salt, [Personal] string? Payload) : AuditEvent;
}
