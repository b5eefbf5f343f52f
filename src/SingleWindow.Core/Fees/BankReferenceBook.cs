using System.Collections.Immutable;
using System.Diagnostics;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Fees;

/// <summary>Which application a bank reference pays for: one. It is known by a blind index only.</summary>
public sealed record BankReferenceBook
{
    /// <summary>Before anybody named it.</summary>
    public static readonly BankReferenceBook Initial = new();

    /// <summary>Whose payment it is; null before anybody named it.</summary>
    public ApplicationId? Holder { get; private init; }

    /// <summary>Who named it before the register said whose it is.</summary>
    public ImmutableList<ApplicationId> Former { get; private init; } = [];

    /// <summary>Who names it first has it, until the register says otherwise.</summary>
    public static Decision<BankReferenceEvent> Decide(BankReferenceBook book, BankReferenceClaim claim, CommandContext context) =>
        book.Holder == claim.Application ? Decision<BankReferenceEvent>.Nothing
        : book.Holder is not null && !claim.ByRegister ? FeeProblems.BankReferenceUsed
        : new BankReferenceEvent.Claimed(claim.Application, context.At);

    /// <summary>The book after one more event.</summary>
    public static BankReferenceBook Evolve(BankReferenceBook book, BankReferenceEvent happened) => happened switch
    {
        BankReferenceEvent.Claimed e => new() { Holder = e.Application, Former = book.Holder is { } former ? book.Former.Remove(e.Application).Add(former) : book.Former },
        _ => throw new UnreachableException(),
    };
}

/// <summary>What can happen to a bank reference.</summary>
public abstract record BankReferenceEvent
{
    private BankReferenceEvent() { }

    /// <summary>It pays for this application.</summary>
    [EventName("bank-reference.claimed", 1)]
    public sealed record Claimed(ApplicationId Application, DateTimeOffset At) : BankReferenceEvent;
}

/// <summary>Asks that a bank reference pays for an application.</summary>
/// <param name="Application">For which.</param>
/// <param name="ByRegister">True when the register says so; else the applicant does.</param>
[GenerateSerializer, Immutable]
public sealed record BankReferenceClaim(ApplicationId Application, bool ByRegister);

/// <summary>Who named a bank reference.</summary>
/// <param name="Applications">The one whose payment it is first, then those that named it before the register spoke.</param>
[GenerateSerializer, Immutable]
public sealed record BankReferenceView(IReadOnlyList<ApplicationId> Applications);

/// <summary>Owns one bank reference. Key: <c>bnk_</c> and its blind index.</summary>
[GrainInterfaceType("sw.bank-reference")]
public interface IBankReferenceGrain : IGrainWithStringKey
{
    /// <summary>Asks that it pays for an application.</summary>
    [Alias("Handle")] Task<Outcome<Versioned<BankReferenceView>>> Handle(BankReferenceClaim claim, CommandContext context, CancellationToken ct);

    /// <summary>Who named it.</summary>
    [Alias("Read"), Orleans.Concurrency.ReadOnly] Task<Outcome<BankReferenceView>> Read(CancellationToken ct);
}
