using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Permits;

/// <summary>Owns one permit.</summary>
[GrainType("permit")]
internal sealed class PermitGrain(IEventStore store, EventFormat format, SchemeCatalog schemes, LegalClock clock)
    : EventSourcedGrain<Permit, PermitEvent>(store, format), IPermitGrain
{
    public Task<Outcome<Versioned<PermitView>>> Handle(PermitCommand command, CommandContext context, CancellationToken ct) =>
        Run(permit => Permit.Decide(permit, command, context), permit => permit.View(Today(permit))!, context, ct);

    public Task<Outcome<Versioned<PermitView>>> Read(CancellationToken ct) =>
        Task.FromResult<Outcome<Versioned<PermitView>>>(State.View(Today(State)) is { } view ? new Versioned<PermitView>(view, Version) : PermitProblems.Unknown);

    protected override Permit Initial => Permit.Initial;

    protected override Permit Evolve(Permit state, PermitEvent happened) => Permit.Evolve(state, happened);

    protected override KeyRef KeyFor(Permit after) => new(after.Grant!.Holder.ToString(), "permit");

    private DateOnly Today(Permit permit) =>
        permit.Grant is { } grant && schemes.Find(grant.Scheme, grant.SchemeVersion) is { } scheme ? scheme.DayOf(clock.Now) : DateOnly.FromDateTime(clock.Now.UtcDateTime);
}
