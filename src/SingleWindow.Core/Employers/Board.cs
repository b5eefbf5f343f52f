using System.Collections.Immutable;
using System.Diagnostics;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Employers;

/// <summary>Who of an employer's board signs in as whom. Their right rests on the business register, and ends when they leave the board there.</summary>
public sealed record Board
{
    /// <summary>Nobody has a seat.</summary>
    public static readonly Board Initial = new();

    /// <summary>Every seat that there was, by the subject of the person's tokens.</summary>
    public ImmutableSortedDictionary<string, Seat> Seats { get; private init; } = ImmutableSortedDictionary.Create<string, Seat>(StringComparer.Ordinal);

    /// <summary>What a command does.</summary>
    public static Decision<BoardEvent> Decide(Board board, BoardCommand command, CommandContext context) => command switch
    {
        BoardCommand.Take take when !take.Members.Contains(take.Person) => BoardProblems.NotAMember,
        BoardCommand.Take take when board.Seats.GetValueOrDefault(take.Subject) is { LeftAt: null } seat => seat.Person == take.Person ? Decision<BoardEvent>.Nothing : BoardProblems.Taken,
        BoardCommand.Take take => new BoardEvent.SeatTaken(take.Subject, take.Person, context.At),
        BoardCommand.Follow follow => board.Seats.Where(seat => seat.Value.LeftAt is null && !follow.Members.Contains(seat.Value.Person)).Select(seat => (BoardEvent)new BoardEvent.SeatLeft(seat.Key, context.At)).ToArray(),
        _ => throw new UnreachableException(),
    };

    /// <summary>The board after one more event.</summary>
    public static Board Evolve(Board board, BoardEvent happened) => happened switch
    {
        BoardEvent.SeatTaken e => board with { Seats = board.Seats.SetItem(e.Subject, new(e.Person, e.At)) },
        BoardEvent.SeatLeft e => board with { Seats = board.Seats.SetItem(e.Subject, board.Seats[e.Subject] with { LeftAt = e.At }) },
        _ => throw new UnreachableException(),
    };

    /// <summary>The board as operators see it.</summary>
    public BoardView View() => new([.. Seats.Select(seat => new RepresentativeView(seat.Key, seat.Value.Since, seat.Value.LeftAt))]);
}

/// <summary>One member's right.</summary>
/// <param name="Person">Blind index of his personal code.</param>
/// <param name="Since">Since when he may act.</param>
/// <param name="LeftAt">When the register said that he has left; null while he may act.</param>
public sealed record Seat(string Person, DateTimeOffset Since, DateTimeOffset? LeftAt = null);

/// <summary>What can happen to a board. Nothing in it is personal: subjects are opaque, and people are blind indexes.</summary>
public abstract record BoardEvent
{
    private BoardEvent() { }

    /// <summary>A member may act.</summary>
    [EventName("board.seat-taken", 1)]
    public sealed record SeatTaken(string Subject, string Person, DateTimeOffset At) : BoardEvent;

    /// <summary>The register does not name him any more.</summary>
    [EventName("board.seat-left", 1)]
    public sealed record SeatLeft(string Subject, DateTimeOffset At) : BoardEvent;
}

/// <summary>What can be asked of a board.</summary>
[GenerateSerializer, Immutable]
public abstract record BoardCommand
{
    private BoardCommand() { }

    /// <summary>Lets a member act, whom the register names.</summary>
    /// <param name="Subject">The subject of his tokens.</param>
    /// <param name="Person">Blind index of his personal code.</param>
    /// <param name="Members">Those of the members whom the register names now.</param>
    [GenerateSerializer, Immutable]
    public sealed record Take(string Subject, string Person, IReadOnlyList<string> Members) : BoardCommand;

    /// <summary>The register names these members now.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Follow(IReadOnlyList<string> Members) : BoardCommand;
}

/// <summary>Who of a board may act.</summary>
/// <param name="Items">All that ever could.</param>
[GenerateSerializer, Immutable]
public sealed record BoardView(IReadOnlyList<RepresentativeView> Items);

/// <summary>A member of the board who signs in.</summary>
/// <param name="Subject">The subject of his tokens.</param>
/// <param name="Since">Since when he may act for the employer.</param>
/// <param name="LeftAt">When the register said that he has left: from then on his tokens for this employer open nothing.</param>
[GenerateSerializer, Immutable]
public sealed record RepresentativeView(string Subject, DateTimeOffset Since, DateTimeOffset? LeftAt = null);

/// <summary>Refusals about boards.</summary>
public static class BoardProblems
{
    /// <summary>A member of the body is wrong.</summary>
    public static readonly Problem Invalid = new("BRD-00001", 422, "The representative breaks a rule");

    /// <summary>The business register does not name this person on the board.</summary>
    public static readonly Problem NotAMember = new("BRD-00002", 422, "The business register names no such member of this employer's board");

    /// <summary>The same subject stands for another person.</summary>
    public static readonly Problem Taken = new("BRD-00003", 409, "This subject stands for another member of the board");
}

/// <summary>Owns one employer's board. Key: <c>brd_</c> and the employer's id.</summary>
[GrainInterfaceType("sw.board")]
public interface IBoardGrain : IGrainWithStringKey
{
    /// <summary>Runs a command.</summary>
    [Alias("Handle")] Task<Outcome<Versioned<BoardView>>> Handle(BoardCommand command, CommandContext context, CancellationToken ct);

    /// <summary>Who may act.</summary>
    [Alias("Read"), Orleans.Concurrency.ReadOnly] Task<Outcome<Versioned<BoardView>>> Read(CancellationToken ct);
}
