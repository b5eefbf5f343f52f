using System.Diagnostics;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

public abstract partial record PermitEvent
{
    /// <summary>What belongs to the next permit of the holder.</summary>
    public abstract record OfRenewal : PermitEvent
    {
        private OfRenewal() { }

        /// <summary>The next one was applied for within the days of this one.</summary>
        [EventName("permit.renewal-filed", 1)]
        public sealed record Filed(ApplicationId Application, DateOnly On, DateTimeOffset At, bool? ChangesEmployer = null) : OfRenewal;

        /// <summary>That application has ended.</summary>
        /// <param name="Application">Which.</param>
        /// <param name="Outcome">How it ended, in the words of applications.</param>
        /// <param name="Next">The next permit, or null.</param>
        /// <param name="TakesOverOn">First day of the next one, where that is not after the last of this one.</param>
        /// <param name="TakesOverAt">The instant at which that day begins.</param>
        /// <param name="On">Legal day on which it ended.</param>
        /// <param name="At">When.</param>
        [EventName("permit.renewal-settled", 1)]
        public sealed record Settled(ApplicationId Application, string Outcome, PermitId? Next, DateOnly? TakesOverOn, DateTimeOffset? TakesOverAt, DateOnly On, DateTimeOffset At) : OfRenewal;
    }
}

public abstract partial record PermitCommand
{
    /// <summary>The next permit was applied for.</summary>
    [GenerateSerializer, Immutable]
    public sealed record NoteRenewal(ApplicationId Application, DateOnly On, bool ChangesEmployer = false) : PermitCommand;

    /// <summary>That application has ended.</summary>
    /// <param name="Application">Which.</param>
    /// <param name="Outcome">How, in the words of applications.</param>
    /// <param name="Next">The next permit, or null.</param>
    /// <param name="From">Its first day.</param>
    /// <param name="On">Legal day on which it ended.</param>
    [GenerateSerializer, Immutable]
    public sealed record SettleRenewal(ApplicationId Application, string Outcome, PermitId? Next, DateOnly? From, DateOnly On) : PermitCommand;

    /// <summary>The grant on which it rests was annulled, and the case has been decided again, or is not decided any more.</summary>
    /// <param name="Granted">True when it was granted again: another permit stands for this one.</param>
    /// <param name="On">Legal day of that.</param>
    [GenerateSerializer, Immutable]
    public sealed record LoseBasis(bool Granted, DateOnly On) : PermitCommand;
}

/// <summary>An application for the next permit.</summary>
/// <param name="Application">Which.</param>
/// <param name="FiledOn">Legal day of filing.</param>
/// <param name="Outcome">How it ended; absent while it waits.</param>
/// <param name="Next">The next permit.</param>
/// <param name="ChangesEmployer">True when it is another employer's.</param>
[GenerateSerializer, Immutable]
public sealed record PermitRenewal([property: Id(0)] ApplicationId Application, [property: Id(1)] DateOnly FiledOn, [property: Id(2)] string? Outcome = null, [property: Id(3)] PermitId? Next = null,
    [property: Id(4)] bool ChangesEmployer = false);

/// <summary>How one permit follows another (Dir. 2014/36 art. 18(2); Dir. 2024/1233 art. 11), and what becomes of one whose grant was annulled.</summary>
public static class PermitSuccession
{
    /// <summary>Why it cannot be renewed on this day, or null.</summary>
    public static Problem? CannotRenew(PermitView permit, Scheme scheme) =>
        permit.EndedOn is not null && !IsOver(permit) ? PermitProblems.WorkOver : CannotExtend(permit, scheme);

    /// <summary>Why it cannot be extended with another employer on this day, or null.</summary>
    public static Problem? CannotExtend(PermitView permit, Scheme scheme) =>
        IsOver(permit) ? PermitProblems.Over
        : permit.IsRenewalPending ? PermitProblems.RenewalPending
        : scheme.Stay.Extendable ? null
        : PermitProblems.NotRenewable;

    private static bool IsOver(PermitView permit) => permit.Status is PermitStatus.Expired or PermitStatus.Ended or PermitStatus.Revoked;

    // Only the hub tells it, after the application: a permit that is over by its own fate stays so.
    internal static Decision<PermitEvent> Note(Permit permit, PermitCommand.NoteRenewal note, CommandContext context) =>
        context.Actor != Actor.Hub ? PermitProblems.Unknown
        : permit.Closed is PermitStatus.Ended or PermitStatus.Revoked || permit.Renewals.Exists(known => known.Application == note.Application) ? Decision<PermitEvent>.Nothing
        : new PermitEvent.OfRenewal.Filed(note.Application, note.On, context.At, note.ChangesEmployer ? true : null);

    internal static Decision<PermitEvent> Settle(Permit permit, PermitCommand.SettleRenewal settle, CommandContext context, Scheme scheme)
    {
        if (context.Actor != Actor.Hub) return PermitProblems.Unknown;
        if (!permit.Renewals.Exists(known => known.Application == settle.Application && known.Outcome is null)) return Decision<PermitEvent>.Nothing;
        var takesOver = settle.From <= permit.Grant!.ValidTo ? settle.From : null;
        var settled = new PermitEvent.OfRenewal.Settled(
            settle.Application, settle.Outcome, settle.Next, takesOver, takesOver is { } day ? StatutoryClock.EndOf(day.AddDays(-1), scheme.Zone) : null, settle.On, context.At);
        var after = Permit.Evolve(permit, settled);
        if (after.Closed is not null || permit.On(settle.On) != PermitStatus.RenewalPending || after.IsRenewalPending) return settled;
        // Its own last day passed while the decision was awaited: the next one stands for it from then on, or the stay ends with the decision.
        return settle.Next is not null
            ? (PermitEvent[])[settled, new PermitEvent.Expired(permit.Grant.ValidTo, context.At)]
            : (PermitEvent[])[settled, new PermitEvent.Ended(settle.On, "renewal-not-granted", context.At)];
    }

    internal static Decision<PermitEvent> LoseBasis(Permit permit, PermitCommand.LoseBasis lost, CommandContext context) =>
        context.Actor != Actor.Hub ? PermitProblems.Unknown
        : permit.Closed is not null || permit.IsOver(lost.On) ? Decision<PermitEvent>.Nothing
        : new PermitEvent.Ended(lost.On, lost.Granted ? "decided-again" : "annulled", context.At);
}

public sealed partial record Permit
{
    private Permit After(PermitEvent.OfRenewal happened) => happened switch
    {
        // Filed at the last moment, and told after the clock: it had not expired.
        PermitEvent.OfRenewal.Filed e => this with
        {
            Renewals = Renewals.Add(new(e.Application, e.On, ChangesEmployer: e.ChangesEmployer is true)),
            Closed = Closed == PermitStatus.Expired ? null : Closed,
            OverOn = Closed == PermitStatus.Expired ? null : OverOn,
        },
        PermitEvent.OfRenewal.Settled e => this with
        {
            Renewals = Renewals.ConvertAll(renewal => renewal.Application == e.Application ? renewal with { Outcome = e.Outcome, Next = e.Next } : renewal),
            TakenOverOn = e.TakesOverOn ?? TakenOverOn,
        },
        _ => throw new UnreachableException(),
    };
}
