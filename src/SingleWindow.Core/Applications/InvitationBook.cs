using System.Diagnostics;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Applications;

/// <summary>
/// One code and how often it was tried. What nobody issued has such a book too once it is tried: neither the answer nor the work tells a real code from another.
/// </summary>
public sealed record InvitationBook
{
    /// <summary>After so many tries, by whomever, a code is dead.</summary>
    public const int MostTries = 10;

    /// <summary>Before anybody issued or tried it.</summary>
    public static readonly InvitationBook Initial = new();

    /// <summary>The application that it opens, or null.</summary>
    public ApplicationId? Application { get; private init; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; private init; }

    /// <summary>One more try, or the refusal.</summary>
    public static Decision<InvitationEvent> Try(InvitationBook book, CommandContext context) =>
        book.Tries < MostTries && EntityId.TryParse<WorkerId>(context.Actor.Party, out var worker)
            ? new InvitationEvent.Tried(worker, context.At)
            : InvitationProblems.Refused;

    /// <summary>The book after one more event.</summary>
    public static InvitationBook Evolve(InvitationBook book, InvitationEvent happened) => happened switch
    {
        InvitationEvent.Issued e => book with { Application = e.Application },
        InvitationEvent.Tried => book with { Tries = book.Tries + 1 },
        _ => throw new UnreachableException(),
    };
}

/// <summary>What can happen to a code.</summary>
public abstract record InvitationEvent
{
    private InvitationEvent() { }

    /// <summary>It opens an application: born with that application's own event.</summary>
    [EventName("invitation.issued", 1)]
    public sealed record Issued(ApplicationId Application, DateTimeOffset At) : InvitationEvent;

    /// <summary>Somebody tried it.</summary>
    [EventName("invitation.tried", 1)]
    public sealed record Tried(WorkerId By, DateTimeOffset At) : InvitationEvent;
}

/// <summary>What a code that was tried opens.</summary>
/// <param name="Application">Null: nobody issued it.</param>
[GenerateSerializer, Immutable]
public sealed record InvitationTry(ApplicationId? Application);

/// <summary>Owns one code. Key: <c>inv_</c> and its blind index.</summary>
[GrainInterfaceType("sw.invitation")]
public interface IInvitationGrain : IGrainWithStringKey
{
    /// <summary>Counts a try, and says where it leads.</summary>
    [Alias("Try")] Task<Outcome<Versioned<InvitationTry>>> Try(CommandContext context, CancellationToken ct);
}
