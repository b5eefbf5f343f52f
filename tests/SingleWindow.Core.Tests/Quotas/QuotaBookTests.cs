using SingleWindow.Core.Quotas;
using static SingleWindow.Core.Tests.Quotas.Book;

namespace SingleWindow.Core.Tests.Quotas;

public sealed class QuotaBookTests
{
    [Fact]
    public void The_first_application_opens_a_book_that_nobody_set()
    {
        var book = new Book();
        book.When(Reserve(1, Forge)).Then(new QuotaEvent.Opened("ee-immigration-quota", 2026, 2, null, At), Reserved(1, Forge));
    }

    [Fact]
    public void Two_applications_never_get_the_last_place()
    {
        Of(2).Asks(Forge, 1, 2).When(Reserve(3, Mill)).Then(Queued(3, Mill));
        Of(2).When(new QuotaCommand.Reserve([Claim(1, Forge), Claim(2, Forge), Claim(3, Mill)], new(2))).Then(Reserved(1, Forge), Reserved(2, Forge), Queued(3, Mill));
    }

    [Fact]
    public void Of_several_that_ask_at_once_the_first_to_be_filed_comes_first() =>
        Of(1).When(new QuotaCommand.Reserve([Claim(1, Forge, 5), Claim(2, Mill, 3)], new(1)))
            .Then(new QuotaEvent.Reserved(App(2), Mill, At.AddSeconds(3), At), new QuotaEvent.Queued(App(1), Forge, At.AddSeconds(5), At));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Whoever_has_a_place_or_a_turn_and_asks_again_keeps_it(int number) => Of(2).Asks(Forge, 1, 2, 3).When(Reserve(number, Forge, 9)).Then();

    [Fact]
    public void A_place_that_is_given_back_goes_to_the_first_that_waits()
    {
        var book = Of(1).Asks(Forge, 1, 2, 3);
        book.When(new QuotaCommand.Release(App(1), "withdrawn")).Then(new QuotaEvent.Released(App(1), "withdrawn", At), Promoted(2));
        (book.Place(1), book.Place(2), book.Place(3), book.Position(3)).Should().Be((null, QuotaPlace.Reserved, QuotaPlace.Waiting, 1));
    }

    [Fact]
    public void The_order_is_the_time_of_submission_not_of_arrival()
    {
        var book = Of(1).Asks(Forge, 1).When(Reserve(2, Mill, 5)).When(Reserve(3, Yard, 3)) as Book;
        (book!.Position(2), book.Position(3)).Should().Be((2, 1));
        book.When(new QuotaCommand.Release(App(1), "refused")).Then(new QuotaEvent.Released(App(1), "refused", At), Promoted(3));
    }

    [Fact]
    public void Whoever_leaves_the_waiting_order_frees_nothing_and_others_move_up()
    {
        var book = Of(1).Asks(Forge, 1, 2, 3);
        book.When(new QuotaCommand.Release(App(2), "inadmissible-quota")).Then(new QuotaEvent.Left(App(2), "inadmissible-quota", At));
        (book.Position(3), book.State.Released, book.State.Waiting).Should().Be((1, 0, 1));
    }

    [Fact]
    public void A_grant_uses_the_place_up_once()
    {
        var book = Of(1).Asks(Forge, 1, 2);
        book.When(new QuotaCommand.Consume(App(1), Forge)).Then(new QuotaEvent.Consumed(App(1), Forge, At));
        book.When(new QuotaCommand.Consume(App(1), Forge)).Then();
        book.State.View(Key, new(null)).Should().Be(new QuotaView("ee-immigration-quota", 2026, 1, null, 0, 1, 0, 1));
    }

    [Fact]
    public void Whoever_was_granted_and_never_came_makes_room()
    {
        var book = Of(1).Asks(Forge, 1, 2).When(new QuotaCommand.Consume(App(1), Forge));
        book.When(new QuotaCommand.Release(App(1), "discontinued")).Then(new QuotaEvent.Released(App(1), "discontinued", At), Promoted(2));
        (book.State.Used, book.State.Reserved, book.State.Released).Should().Be((0, 1, 1));
    }

    [Fact]
    public void A_grant_counts_even_where_the_book_knew_of_no_place()
    {
        var book = Of(1).Asks(Forge, 1, 2);
        book.When(new QuotaCommand.Consume(App(2), Forge)).Then(new QuotaEvent.Consumed(App(2), Forge, At));
        book.When(new QuotaCommand.Consume(App(9), Mill)).Then(new QuotaEvent.Consumed(App(9), Mill, At));
        (book.State.Free, book.State.Used, book.State.Waiting).Should().Be((-2, 2, 0));
        book.When(new QuotaCommand.Release(App(1), "refused")).When(Reserve(3, Yard)).Then(Queued(3, Yard));
    }

    [Fact]
    public void Giving_back_what_one_does_not_have_changes_nothing() => Of(1).When(new QuotaCommand.Release(App(1), "withdrawn")).Then();

    [Fact]
    public void Whoever_gave_its_place_back_may_ask_again() =>
        Of(1).Asks(Forge, 1).When(new QuotaCommand.Release(App(1), "not-filed")).When(Reserve(1, Forge)).Then(Reserved(1, Forge));

    [Fact]
    public void An_employer_at_its_cap_waits_though_there_are_places() =>
        Of(5, perEmployerMax: 1).Asks(Forge, 1).When(Reserve(2, Forge)).Then(Queued(2, Forge));

    [Fact]
    public void An_employer_at_its_cap_is_passed_over()
    {
        var book = Of(2, perEmployerMax: 1).Asks(Forge, 1, 2).Asks(Mill, 3).Asks(Yard, 4);
        book.When(new QuotaCommand.Release(App(3), "refused")).Then(new QuotaEvent.Released(App(3), "refused", At), Promoted(4));
        book.When(new QuotaCommand.Release(App(1), "refused")).Then(new QuotaEvent.Released(App(1), "refused", At), Promoted(2));
    }

    [Fact]
    public void Places_that_are_used_up_count_towards_the_cap() =>
        Of(5, perEmployerMax: 1).Asks(Forge, 1).When(new QuotaCommand.Consume(App(1), Forge)).When(Reserve(2, Forge)).Then(Queued(2, Forge));

    [Fact]
    public void A_larger_size_lets_those_that_wait_in()
    {
        var book = Of(1).Asks(Forge, 1, 2, 3, 4);
        book.When(new QuotaCommand.Set(new(3))).Then(new QuotaEvent.Resized(3, null, At), Promoted(2), Promoted(3));
        book.When(new QuotaCommand.Set(new(null))).Then(new QuotaEvent.Resized(null, null, At), Promoted(4));
    }

    [Fact]
    public void A_higher_cap_lets_those_that_wait_in() =>
        Of(3, perEmployerMax: 1).Asks(Forge, 1, 2, 3).When(new QuotaCommand.Set(new(3, 2))).Then(new QuotaEvent.Resized(3, 2, At), Promoted(2));

    [Fact]
    public void A_smaller_size_takes_no_place_away_and_gives_none_until_it_is_kept()
    {
        var book = Of(3).Asks(Forge, 1, 2, 3, 4);
        book.When(new QuotaCommand.Set(new(1))).Then(new QuotaEvent.Resized(1, null, At));
        (book.State.Reserved, book.State.Free).Should().Be((3, -2));
        book.When(new QuotaCommand.Release(App(1), "refused")).When(new QuotaCommand.Release(App(2), "refused")).Then(new QuotaEvent.Released(App(2), "refused", At));
        book.When(new QuotaCommand.Release(App(3), "refused")).Then(new QuotaEvent.Released(App(3), "refused", At), Promoted(4));
    }

    [Fact]
    public void The_same_size_again_changes_nothing()
    {
        Of(3, 2).When(new QuotaCommand.Set(new(3, 2))).Then();
        new Book().When(new QuotaCommand.Set(new(3, 2))).Then(new QuotaEvent.Opened("ee-immigration-quota", 2026, 3, 2, At));
    }

    [Fact]
    public void Where_the_law_sets_no_number_nobody_waits() => Of(null).Asks(Forge, 1, 2, 3).State.Waiting.Should().Be(0);

    [Fact]
    public void A_book_that_was_never_set_shows_what_the_scheme_says() =>
        QuotaBook.Initial.View(Key, new(1292, 15)).Should().Be(new QuotaView("ee-immigration-quota", 2026, 1292, 15, 0, 0, 0, 0));

    [Theory]
    [InlineData("ee-immigration-quota/2026", true)]
    [InlineData("2026", false)]
    [InlineData("/2026", false)]
    [InlineData("a/b", false)]
    public void The_name_of_a_book_is_read_as_it_was_written(string text, bool isOne)
    {
        if (isOne) QuotaKey.Parse(text).ToString().Should().Be(text);
        else FluentActions.Invoking(() => QuotaKey.Parse(text)).Should().Throw<FormatException>();
    }
}
