using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Workers;

/// <summary>Owns one contact address: filings at the same moment meet here, so the fourth worker is refused however they come.</summary>
[GrainType("contact")]
internal sealed class ContactGrain(IEventStore store, EventFormat format) : EventSourcedGrain<ContactBook, ContactEvent>(store, format), IContactGrain
{
    public Task<Outcome<Versioned<ContactView>>> Handle(ContactCommand command, CommandContext context, CancellationToken ct) =>
        Run(book => ContactBook.Decide(book, command, context), book => new ContactView(book.Workers.Count), context, ct);

    protected override ContactBook Initial => ContactBook.Initial;

    protected override ContactBook Evolve(ContactBook state, ContactEvent happened) => ContactBook.Evolve(state, happened);

    protected override KeyRef KeyFor(ContactBook after) => default;
}
