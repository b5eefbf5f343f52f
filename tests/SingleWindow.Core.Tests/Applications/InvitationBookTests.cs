using static SingleWindow.Core.Tests.Applications.Cast;

namespace SingleWindow.Core.Tests.Applications;

public sealed class InvitationBookTests
{
    private static readonly CommandContext By = new(new(new string('0', 64)), "", Claimant, new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Ten_tries_are_counted_and_then_it_is_dead_issued_or_not(bool issued)
    {
        var book = issued ? InvitationBook.Evolve(InvitationBook.Initial, new InvitationEvent.Issued(TheApplication, By.At)) : InvitationBook.Initial;
        for (var tries = 0; tries < 10; tries++)
        {
            var decision = InvitationBook.Try(book, By);
            decision.Events.Should().Equal(new InvitationEvent.Tried(TheWorker, By.At));
            book = decision.Events.Aggregate(book, InvitationBook.Evolve);
        }
        book.Tries.Should().Be(10);
        book.Application.Should().Be(issued ? TheApplication : null);
        InvitationBook.Try(book, By).Problem.Should().Be(InvitationProblems.Refused);
    }

    [Fact]
    public void Only_workers_try() => InvitationBook.Try(InvitationBook.Initial, By with { Actor = Applicant }).Problem.Should().Be(InvitationProblems.Refused);
}
