using SingleWindow.Core.Fees;

namespace SingleWindow.Core.Tests.Fees;

/// <summary>A payment pays for one application: who names it first has it, until the register says whose it is.</summary>
public sealed class BankReferenceBookTests
{
    private static readonly ApplicationId One = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e01")), Other = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e02"));

    [Fact]
    public void Who_names_it_first_has_it_and_may_name_it_again()
    {
        var book = New().When(Says(One));

        book.State.Holder.Should().Be(One);
        book.When(Says(One)).Then();
        book.When(Says(Other)).IsRefused(FeeProblems.BankReferenceUsed);
    }

    [Fact]
    public void The_register_gives_it_to_whom_it_pays_for_and_remembers_who_had_named_it()
    {
        var book = New().When(Says(One)).When(Proves(Other));

        book.State.Should().Match<BankReferenceBook>(state => state.Holder == Other && state.Former.SequenceEqual(new[] { One }));
        book.When(Proves(Other)).Then();
        book.When(Says(One)).IsRefused(FeeProblems.BankReferenceUsed);
        book.When(Proves(One)).State.Should().Match<BankReferenceBook>(state => state.Holder == One && state.Former.SequenceEqual(new[] { Other }));
    }

    [Theory]
    [InlineData("REF-1", true)]
    [InlineData("REF-1\n", false)]
    [InlineData(" REF-1", false)]
    public void White_space_at_its_end_makes_no_other_reference(string text, bool wellFormed)
    {
        BankReference.IsWellFormed(text).Should().Be(wellFormed);
        BankReference.Plain(text).Should().Be("REF-1");
        Amounts.IsCurrency("EUR\n").Should().BeFalse();
    }

    private static Scenario<BankReferenceBook, BankReferenceClaim, BankReferenceEvent> New() => new(BankReferenceBook.Initial, BankReferenceBook.Decide, BankReferenceBook.Evolve);

    private static BankReferenceClaim Says(ApplicationId app) => new(app, ByRegister: false);

    private static BankReferenceClaim Proves(ApplicationId app) => new(app, ByRegister: true);
}
