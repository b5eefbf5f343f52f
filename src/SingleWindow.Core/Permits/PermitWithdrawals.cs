using System.Text.Json.Serialization;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>What an authority does about a withdrawal.</summary>
[JsonConverter(typeof(KebabCaseEnum<WithdrawalAct>))]
public enum WithdrawalAct
{
    /// <summary>Intends it and hears employer and worker.</summary>
    Intend,

    /// <summary>Decides it.</summary>
    Decide,

    /// <summary>Gives the intention up.</summary>
    Drop,
}

public abstract partial record PermitEvent
{
    /// <summary>What belongs to a withdrawal by the authority.</summary>
    public abstract record OfWithdrawal : PermitEvent
    {
        private OfWithdrawal() { }

        /// <summary>The authority intends it: employer and worker are heard.</summary>
        [EventName("permit.withdrawal-intended", 1)]
        public sealed record Intended(IReadOnlyList<string> Grounds, DateOnly On, DateOnly ReplyBy, OfficialId? Official, [Personal] string? Text, DateTimeOffset At) : OfWithdrawal;

        /// <summary>The employer or the worker replied.</summary>
        [EventName("permit.withdrawal-replied", 1)]
        public sealed record Replied(bool ByHolder, DateOnly On, [Personal] string? Text, DateTimeOffset At) : OfWithdrawal;

        /// <summary>The authority gave it up.</summary>
        [EventName("permit.withdrawal-dropped", 1)]
        public sealed record Dropped(OfficialId? Official, DateTimeOffset At) : OfWithdrawal;

        /// <summary>A named official withdrew the permit.</summary>
        [EventName("permit.revoked", 1)]
        public sealed record Revoked(
            IReadOnlyList<string> Grounds, IReadOnlyList<string> LegalBasis, [Personal] string? Reasons, OfficialId Official, [Personal] string? SignedBy,
            string Authority, DateOnly On, string AppealTo, DateOnly AppealUntil, DateTimeOffset At) : OfWithdrawal;
    }
}

public abstract partial record PermitCommand
{
    /// <summary>The authority intends, decides or gives up a withdrawal.</summary>
    /// <param name="Act">What; null: decides when it is intended, intends it otherwise.</param>
    /// <param name="Grounds">Coded.</param>
    /// <param name="Text">The reasons in words.</param>
    /// <param name="Official">Who signs.</param>
    [GenerateSerializer, Immutable]
    public sealed record Withdraw(WithdrawalAct? Act, IReadOnlyList<string> Grounds, string? Text, Official? Official) : PermitCommand;

    /// <summary>The employer or the holder is heard.</summary>
    /// <param name="Text">In words.</param>
    /// <param name="ByHolder">True when the actor is the holder, under any of his ids.</param>
    [GenerateSerializer, Immutable]
    public sealed record Reply(string Text, bool ByHolder = false) : PermitCommand;
}

/// <summary>A withdrawal that the authority intends or has decided.</summary>
/// <param name="Grounds">Coded; those that were heard.</param>
/// <param name="Text">The reasons in words.</param>
/// <param name="On">Legal day on which it was intended.</param>
/// <param name="ReplyBy">Last legal day to reply.</param>
public sealed record PermitWithdrawal(IReadOnlyList<string> Grounds, string? Text, DateOnly On, DateOnly ReplyBy)
{
    /// <summary>What the employer said; after a change of employer, what the former one did until the present one replies.</summary>
    public PermitReply? Employer { get; init; }

    /// <summary>What the holder said.</summary>
    public PermitReply? Holder { get; init; }

    /// <summary>The decision; null while it is only intended.</summary>
    public PermitEvent.OfWithdrawal.Revoked? Decision { get; init; }

    /// <summary>True when the holder and his present employer have been heard, or had their time.</summary>
    public bool WasHeard(DateOnly today, EmployerId present) => today > ReplyBy || (Employer?.Employer == present && Holder is not null);

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>A reply to an intended withdrawal.</summary>
/// <param name="On">Legal day.</param>
/// <param name="Text">In words.</param>
/// <param name="Employer">The employer that replied; null: the holder did.</param>
public sealed record PermitReply(DateOnly On, string? Text, EmployerId? Employer = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}
