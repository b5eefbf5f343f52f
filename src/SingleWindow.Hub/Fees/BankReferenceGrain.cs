using SingleWindow.Core.Fees;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Fees;

/// <summary>Owns one bank reference: reports of one payment for two applications meet here, and only one of them counts.</summary>
[GrainType("bank-reference")]
internal sealed class BankReferenceGrain(IEventStore store, EventFormat format) : EventSourcedGrain<BankReferenceBook, BankReferenceEvent>(store, format), IBankReferenceGrain
{
    public Task<Outcome<Versioned<BankReferenceView>>> Handle(BankReferenceClaim claim, CommandContext context, CancellationToken ct) =>
        Run(book => BankReferenceBook.Decide(book, claim, context), View, context, ct);

    public Task<Outcome<BankReferenceView>> Read(CancellationToken ct) => Task.FromResult<Outcome<BankReferenceView>>(View(State));

    protected override BankReferenceBook Initial => BankReferenceBook.Initial;

    protected override BankReferenceBook Evolve(BankReferenceBook state, BankReferenceEvent happened) => BankReferenceBook.Evolve(state, happened);

    protected override KeyRef KeyFor(BankReferenceBook after) => default;

    private static BankReferenceView View(BankReferenceBook book) => new(book.Holder is { } holder ? [holder, .. book.Former] : []);
}
