using SingleWindow.Core.Authorities;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Authorities;

/// <summary>Owns one authority: who may sign for it.</summary>
[GrainType("authority")]
internal sealed class AuthorityGrain(IEventStore store, EventFormat format) : EventSourcedGrain<Authority, AuthorityEvent>(store, format), IAuthorityGrain
{
    public Task<Outcome<Versioned<AuthorityView>>> Handle(AuthorityCommand command, CommandContext context, CancellationToken ct) =>
        Run(authority => Authority.Decide(authority, command, context), View, context, ct);

    public Task<Outcome<Versioned<AuthorityView>>> Read(CancellationToken ct) => Task.FromResult<Outcome<Versioned<AuthorityView>>>(new Versioned<AuthorityView>(View(State), Version));

    public Task<Outcome<Official>> Official(OfficialId official, CancellationToken ct) =>
        Task.FromResult<Outcome<Official>>(State.Officials.TryGetValue(official, out var found) ? found : AuthorityProblems.UnknownOfficial);

    protected override Authority Initial => Authority.Initial;

    protected override Authority Evolve(Authority state, AuthorityEvent happened) => Authority.Evolve(state, happened);

    // One class for all officials of an authority: they are erased with the authority's staff list, not one by one while their signatures must stay readable.
    protected override KeyRef KeyFor(Authority after) => new(this.GetPrimaryKeyString(), "officials");

    private AuthorityView View(Authority authority) =>
        new(this.GetPrimaryKeyString(), AuthorityNames.Of(this.GetPrimaryKeyString()), [.. authority.Officials.Values.OrderBy(official => official.Id.Value)]);
}
