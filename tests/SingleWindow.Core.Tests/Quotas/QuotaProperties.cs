using SingleWindow.Core.Employers;
using SingleWindow.Core.Quotas;
using static SingleWindow.Core.Tests.Quotas.Book;

namespace SingleWindow.Core.Tests.Quotas;

/// <summary>Whatever is asked of a book in whatever order: held against a slow model that anybody can check by reading.</summary>
public sealed class QuotaProperties
{
    private static readonly CommandContext Context = new(new(new string('0', 64)), "fingerprint", Actor.Hub, At);

    // Twelve applications of three employers, so that they meet.
    private static readonly Gen<QuotaCommand> Command = Gen.Frequency(
        (6, Gen.Select(Gen.Int[1, 12], Gen.Int[0, 4], (number, seconds) => (QuotaCommand)Reserve(number, EmployerOf(number), seconds))),
        (1, Gen.Int[1, 12].Array[1, 6].Select(numbers => (QuotaCommand)new QuotaCommand.Reserve([.. numbers.Select(number => Claim(number, EmployerOf(number)))], new(2)))),
        (3, Gen.Int[1, 12].Select(number => (QuotaCommand)new QuotaCommand.Release(App(number), "withdrawn"))),
        (2, Gen.Int[1, 12].Select(number => (QuotaCommand)new QuotaCommand.Consume(App(number), EmployerOf(number)))),
        (1, Gen.Select(Gen.Int[0, 6], Gen.Int[1, 3].Nullable(), (size, cap) => (QuotaCommand)new QuotaCommand.Set(new(size, cap)))));

    [Fact]
    public void The_book_does_what_the_slow_model_does() => Command.Array[1, 60].Sample(commands =>
    {
        var (book, model) = (QuotaBook.Initial, new Model());
        foreach (var command in commands)
        {
            // Grants without a place are a court's; here only holders are granted.
            if (command is QuotaCommand.Consume consume && book.Standing(consume.Application, Key)?.Place != QuotaPlace.Reserved) continue;
            var held = book.Reserved + book.Used;
            book = After(book, command);
            model.Do(command);

            Enumerable.Range(1, 12).Select(number => book.Standing(App(number), Key)?.Place).Should().Equal(Enumerable.Range(1, 12).Select(number => model.Place(App(number))));
            book.Order.Should().Equal(model.Order);
            Enumerable.Range(1, 12).Where(number => book.Standing(App(number), Key)?.Position is not null).OrderBy(number => book.Standing(App(number), Key)!.Position).Select(App)
                .Should().Equal(model.Order, "the position is the place in the order");
            (book.Reserved, book.Used).Should().Be((model.Count(QuotaPlace.Reserved), model.Count(QuotaPlace.Used)));
            if (command is not QuotaCommand.Set && book.Reserved + book.Used > held) (book.Reserved + book.Used).Should().BeLessThanOrEqualTo(book.Terms.Size ?? int.MaxValue, "no place is given that is not there");
        }
    }, iter: 2000);

    [Fact]
    public void With_one_size_and_one_cap_neither_is_ever_exceeded() =>
        Gen.Select(Command.Where(command => command is not QuotaCommand.Set).Array[1, 60], Gen.Int[0, 6], Gen.Int[1, 3]).Sample((commands, size, cap) =>
        {
            var book = Of(size, cap).State;
            foreach (var command in commands)
            {
                if (command is QuotaCommand.Consume consume && book.Standing(consume.Application, Key)?.Place != QuotaPlace.Reserved) continue;
                book = After(book, command);
                var held = Enumerable.Range(1, 12).Where(number => book.Standing(App(number), Key)?.Place is QuotaPlace.Reserved or QuotaPlace.Used).ToArray();
                held.Length.Should().BeLessThanOrEqualTo(size);
                held.GroupBy(EmployerOf).All(group => group.Count() <= cap).Should().BeTrue("nobody has more than {0}", cap);
            }
        }, iter: 2000);

    [Fact]
    public void A_command_that_comes_twice_does_nothing_the_second_time() => Command.Array[1, 40].Sample(commands =>
    {
        var book = QuotaBook.Initial;
        foreach (var command in commands)
        {
            book = After(book, command);
            QuotaBook.Decide(book, command, Key, Context).Events.Should().BeEmpty();
        }
    }, iter: 1000);

    [Fact]
    public void Events_replayed_give_the_same_book() => Command.Array[1, 40].Sample(commands =>
    {
        var (book, events) = (QuotaBook.Initial, new List<QuotaEvent>());
        foreach (var command in commands)
        {
            var decided = QuotaBook.Decide(book, command, Key, Context).Events;
            events.AddRange(decided);
            book = decided.Aggregate(book, QuotaBook.Evolve);
        }
        events.Aggregate(QuotaBook.Initial, QuotaBook.Evolve).Order.Should().Equal(book.Order);
    }, iter: 200);

    [Fact]
    public void A_long_book_is_no_slower_than_a_short_one()
    {
        var book = Of(1000, 400).State;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var number = 0; number < 20_000; number++) book = After(book, Reserve(number, Employer(number % 5)));
        for (var number = 0; number < 20_000; number++) book = After(book, new QuotaCommand.Release(App(number), "withdrawn"));

        (book.Reserved, book.Waiting).Should().Be((0, 0));
        // A book that walked its queue once for each command would need minutes.
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(30));
    }

    private static EmployerId EmployerOf(int number) => Employer(number % 3);

    private static QuotaBook After(QuotaBook book, QuotaCommand command) => QuotaBook.Decide(book, command, Key, Context).Events.Aggregate(book, QuotaBook.Evolve);

    /// <summary>A list, walked from the beginning every time.</summary>
    private sealed class Model
    {
        private readonly List<(ApplicationId Application, EmployerId Employer, DateTimeOffset Since, int Number, QuotaPlace Place)> all = [];
        private QuotaTerms? terms;
        private int entered;

        public IEnumerable<ApplicationId> Order =>
            all.Where(one => one.Place == QuotaPlace.Waiting).OrderBy(one => one.Since).ThenBy(one => one.Number).Select(one => one.Application);

        public QuotaPlace? Place(ApplicationId application) => all.Where(one => one.Application == application).Select(one => (QuotaPlace?)one.Place).FirstOrDefault();

        public int Count(QuotaPlace place) => all.Count(one => one.Place == place);

        public void Do(QuotaCommand command)
        {
            if (command is QuotaCommand.Set set) terms = set.Terms;
            if (command is QuotaCommand.Reserve reserve) terms ??= reserve.Unset;
            terms ??= new(2);
            if (command is QuotaCommand.Reserve { Claims: var claims })
                foreach (var claim in claims.OrderBy(claim => claim.Since).Where(claim => Place(claim.Application) is null).ToArray())
                    if (Place(claim.Application) is null) all.Add((claim.Application, claim.Employer, claim.Since, ++entered, Room(claim.Employer) ? QuotaPlace.Reserved : QuotaPlace.Waiting));
            if (command is QuotaCommand.Consume consume) Become(consume.Application, QuotaPlace.Used);
            if (command is QuotaCommand.Release release) all.RemoveAll(one => one.Application == release.Application);
            while (Order.Select(application => all.First(one => one.Application == application)).Where(one => Room(one.Employer)).Select(one => (ApplicationId?)one.Application).FirstOrDefault() is { } first)
                Become(first, QuotaPlace.Reserved);
        }

        private bool Room(EmployerId employer)
        {
            var held = all.Where(one => one.Place is QuotaPlace.Reserved or QuotaPlace.Used).ToArray();
            return held.Length < (terms!.Size ?? int.MaxValue) && held.Count(one => one.Employer == employer) < (terms.PerEmployerMax ?? int.MaxValue);
        }

        private void Become(ApplicationId application, QuotaPlace place)
        {
            var index = all.FindIndex(one => one.Application == application);
            all[index] = all[index] with { Place = place };
        }
    }
}
