using System.Diagnostics;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Tests.Workers;

public sealed class ContactBookTests
{
    private static readonly WorkerId[] People = [.. Enumerable.Range(1, 6).Select(number => new WorkerId(new Guid($"0198c5d0-a1b2-7c3d-8e4f-5a6b7c8d9e0{number}")))];
    private readonly Scenario<ContactBook, ContactCommand, ContactEvent> scenario = new(ContactBook.Initial, ContactBook.Decide, ContactBook.Evolve);

    [Fact]
    public void Three_workers_may_share_an_address_and_a_fourth_may_not()
    {
        for (var i = 0; i < ContactBook.MostWorkers; i++) scenario.When(new ContactCommand.Claim(People[i], "app_1")).Then(new ContactEvent.Claimed(People[i], "app_1", scenario.Context.At));
        scenario.When(new ContactCommand.Claim(People[3], "app_1")).IsRefused(WorkerProblems.ContactNotOwn);
        scenario.When(new ContactCommand.Claim(People[0], "app_2")).Then(new ContactEvent.Claimed(People[0], "app_2", scenario.Context.At));
        scenario.When(new ContactCommand.Claim(People[0], "app_2")).Then();
    }

    [Fact]
    public void What_did_not_come_about_counts_no_more()
    {
        for (var i = 0; i < ContactBook.MostWorkers; i++) scenario.When(new ContactCommand.Claim(People[i], "app_1"));
        scenario.When(new ContactCommand.Release(People[0], "app_1")).Then(new ContactEvent.Released(People[0], "app_1", scenario.Context.At));
        scenario.When(new ContactCommand.Release(People[0], "app_1")).Then();
        scenario.When(new ContactCommand.Claim(People[3], "app_1")).Last.Problem.Should().BeNull();
    }

    [Fact]
    public void Nothing_that_is_done_makes_more_than_three_and_a_claim_that_stands_is_never_lost() =>
        CsCheck.Check.Sample(CsCheck.Gen.Select(CsCheck.Gen.Int[0, 5], CsCheck.Gen.Int[0, 2], CsCheck.Gen.Bool).Array[1, 40], steps =>
        {
            var (book, standing) = (ContactBook.Initial, new HashSet<(int, int)>());
            foreach (var (who, cause, claims) in steps)
            {
                ContactCommand command = claims ? new ContactCommand.Claim(People[who], $"app_{cause}") : new ContactCommand.Release(People[who], $"app_{cause}");
                var decision = ContactBook.Decide(book, command, scenario.Context);
                book = decision.Events.Aggregate(book, ContactBook.Evolve);
                if (!claims) standing.Remove((who, cause));
                else if (decision.Problem is null) standing.Add((who, cause));
                if (book.Workers.Count > ContactBook.MostWorkers || !book.Workers.Keys.ToHashSet().SetEquals(standing.Select(one => People[one.Item1]))) return false;
            }
            return true;
        });

    [Theory]
    [InlineData("olena@example.org", "olena@example.org")]
    [InlineData(" Olena@Example.ORG ", "olena@example.org")]
    [InlineData("olena+work@example.org", "olena@example.org")]
    [InlineData("OLENA+a+b@example.org.", "olena@example.org")]
    [InlineData("ｏlena@example.org", "olena@example.org")]
    [InlineData("olena@ÕUN.example", "olena@xn--un-bka.example")]
    [InlineData("olena@xn--un-bka.example", "olena@xn--un-bka.example")]
    [InlineData("+only@example.org", "+only@example.org")]
    [InlineData("o.lena@example.org", "o.lena@example.org")]
    [InlineData("olena@-..-", "olena@-..-")]
    [InlineData("olena", "olena")]
    public void However_it_is_written_it_is_one_mailbox(string email, string mailbox) => Mailbox.Of(email).Should().Be(mailbox);

    [Fact]
    public void What_is_no_command_or_event_is_a_bug()
    {
        FluentActions.Invoking(() => ContactBook.Decide(ContactBook.Initial, null!, scenario.Context)).Should().Throw<UnreachableException>();
        FluentActions.Invoking(() => ContactBook.Evolve(ContactBook.Initial, null!)).Should().Throw<UnreachableException>();
    }
}
