using SingleWindow.Core.Employers;
using SingleWindow.Core.Quotas;

namespace SingleWindow.Core.Tests.Quotas;

/// <summary>A book of a small quota, and who asks for places in it.</summary>
internal sealed class Book() : Scenario<QuotaBook, QuotaCommand, QuotaEvent>(QuotaBook.Initial, (book, command, context) => QuotaBook.Decide(book, command, Key, context), QuotaBook.Evolve)
{
    public static readonly QuotaKey Key = new("ee-immigration-quota", 2026);
    public static readonly DateTimeOffset At = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    public static readonly EmployerId Forge = Employer(1), Mill = Employer(2), Yard = Employer(3);

    public static ApplicationId App(int number) => new(new Guid(number, 1, 0, new byte[8]));

    public static EmployerId Employer(int number) => new(new Guid(number, 2, 0, new byte[8]));

    public static Book Of(int? size, int? perEmployerMax = null)
    {
        var book = new Book();
        book.Given(new QuotaEvent.Opened(Key.Quota, Key.Year, size, perEmployerMax, At));
        return book;
    }

    /// <summary>Applications of one employer ask, one after the other.</summary>
    public Book Asks(EmployerId employer, params int[] numbers)
    {
        foreach (var number in numbers) When(Reserve(number, employer));
        return this;
    }

    public static QuotaCommand.Reserve Reserve(int number, EmployerId employer, int seconds = 0) => new([Claim(number, employer, seconds)], new(2));

    public static QuotaClaim Claim(int number, EmployerId employer, int seconds = 0) => new(App(number), employer, At.AddSeconds(seconds));

    public static QuotaEvent.Reserved Reserved(int number, EmployerId employer) => new(App(number), employer, At, At);

    public static QuotaEvent.Queued Queued(int number, EmployerId employer) => new(App(number), employer, At, At);

    public static QuotaEvent.Promoted Promoted(int number) => new(App(number), At);

    public QuotaPlace? Place(int number) => State.Standing(App(number), Key)?.Place;

    public int? Position(int number) => State.Standing(App(number), Key)?.Position;
}
