using SingleWindow.Core.Employers;

namespace SingleWindow.Core.Tests.Employers;

public class BoardTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Whom_the_register_names_takes_a_seat() => Decide(Board.Initial, new BoardCommand.Take("acc_1", "ann", ["bob", "ann"])).Events.Should().Equal(new BoardEvent.SeatTaken("acc_1", "ann", At));

    [Fact]
    public void Whom_it_does_not_name_takes_none() => Decide(Board.Initial, new BoardCommand.Take("acc_1", "ann", ["bob"])).Problem.Should().Be(BoardProblems.NotAMember);

    [Fact]
    public void A_seat_is_taken_once()
    {
        var seated = Given(new BoardEvent.SeatTaken("acc_1", "ann", At));
        Decide(seated, new BoardCommand.Take("acc_1", "ann", ["ann"])).Events.Should().BeEmpty();
        Decide(seated, new BoardCommand.Take("acc_1", "bob", ["ann", "bob"])).Problem.Should().Be(BoardProblems.Taken);
    }

    [Fact]
    public void Who_is_not_named_any_more_has_left_and_may_come_back()
    {
        var board = Given(new BoardEvent.SeatTaken("acc_1", "ann", At), new BoardEvent.SeatTaken("acc_2", "bob", At));
        Decide(board, new BoardCommand.Follow(["bob", "eve"])).Events.Should().Equal(new BoardEvent.SeatLeft("acc_1", At));
        Decide(board, new BoardCommand.Follow([])).Events.Should().HaveCount(2);

        var left = Given(new BoardEvent.SeatTaken("acc_1", "ann", At), new BoardEvent.SeatLeft("acc_1", At));
        Decide(left, new BoardCommand.Follow([])).Events.Should().BeEmpty("he has left already");
        Decide(left, new BoardCommand.Take("acc_1", "ann", ["ann"])).Events.Should().ContainSingle();
        left.View().Items.Should().Equal(new RepresentativeView("acc_1", At, At));
    }

    private static Board Given(params BoardEvent[] events) => events.Aggregate(Board.Initial, Board.Evolve);

    private static Decision<BoardEvent> Decide(Board board, BoardCommand command) => Board.Decide(board, command, new(CommandId.None, "", new Actor("op", "HUB"), At));
}
