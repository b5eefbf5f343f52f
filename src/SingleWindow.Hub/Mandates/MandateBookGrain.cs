using SingleWindow.Core.Mandates;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Mandates;

/// <summary>Owns the mandates that one party gave.</summary>
[GrainType("mandate-book")]
internal sealed class MandateBookGrain(IEventStore store, EventFormat format, SchemeCatalog schemes) : EventSourcedGrain<MandateBook, MandateEvent>(store, format), IMandateBookGrain
{
    public Task<Outcome<Versioned<MandateView>>> Give(MandateCommand.Give command, CommandContext context, CancellationToken ct) =>
        Run(book => MandateBook.Decide(book, command, context, schemes), book => book.View(book.Mandates.Count, context.Actor.Party)!, context, ct);

    public Task<Outcome<Versioned<MandateView>>> End(int number, CommandContext context, CancellationToken ct) =>
        Run(book => MandateBook.Decide(book, new MandateCommand.End(number), context, schemes), book => book.View(number, context.Actor.Party)!, context, ct);

    public Task<Outcome<Versioned<MandateBookView>>> Dissolve(CommandContext context, CancellationToken ct) =>
        Run(book => MandateBook.Decide(book, new MandateCommand.Dissolve(), context, schemes), book => new MandateBookView(book.Mandates.Count), context, ct);

    public Task<Outcome<MandateView>> Read(int number, string reader, CancellationToken ct) =>
        Task.FromResult<Outcome<MandateView>>(State.View(number, reader) is { } view ? view : MandateProblems.Unknown);

    public Task<Outcome<Representation>> Allows(string representative, string act, DateTimeOffset at, CancellationToken ct) =>
        Task.FromResult<Outcome<Representation>>(State.Allows(representative, act, at, Version) is { } right ? right : MandateProblems.Unknown);

    protected override MandateBook Initial => MandateBook.Initial;

    protected override MandateBook Evolve(MandateBook state, MandateEvent happened) => MandateBook.Evolve(state, happened);

    protected override KeyRef KeyFor(MandateBook after) => default;
}
