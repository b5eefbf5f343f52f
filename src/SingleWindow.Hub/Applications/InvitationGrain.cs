using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Applications;

/// <summary>Owns one code, known by its blind index: tries at the same moment meet here.</summary>
[GrainType("invitation")]
internal sealed class InvitationGrain(IEventStore store, EventFormat format) : EventSourcedGrain<InvitationBook, InvitationEvent>(store, format), IInvitationGrain
{
    public async Task<Outcome<Versioned<InvitationTry>>> Try(CommandContext context, CancellationToken ct)
    {
        // It is born with the application's event: an activation that came too early does not know it yet.
        await CatchUp(ct);
        return await Run(book => InvitationBook.Try(book, context), book => new InvitationTry(book.Application), context, ct);
    }

    protected override bool ReadsAtEachCall => true;

    protected override InvitationBook Initial => InvitationBook.Initial;

    protected override InvitationBook Evolve(InvitationBook state, InvitationEvent happened) => InvitationBook.Evolve(state, happened);

    protected override KeyRef KeyFor(InvitationBook after) => default;
}
