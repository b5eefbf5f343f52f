using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Employers;

/// <summary>Owns one employer's board.</summary>
[GrainType("board")]
internal sealed class BoardGrain(IEventStore store, EventFormat format) : EventSourcedGrain<Board, BoardEvent>(store, format), IBoardGrain
{
    /// <summary>The key of the board of an employer.</summary>
    public static string KeyOf(EmployerId employer) => $"brd_{employer}";

    public Task<Outcome<Versioned<BoardView>>> Handle(BoardCommand command, CommandContext context, CancellationToken ct) =>
        Run(board => Board.Decide(board, command, context), board => board.View(), context, ct);

    public Task<Outcome<Versioned<BoardView>>> Read(CancellationToken ct) => Task.FromResult<Outcome<Versioned<BoardView>>>(new Versioned<BoardView>(State.View(), Version));

    protected override Board Initial => Board.Initial;

    protected override Board Evolve(Board state, BoardEvent happened) => Board.Evolve(state, happened);

    protected override KeyRef KeyFor(Board after) => default;
}
