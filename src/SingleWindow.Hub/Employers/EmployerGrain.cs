using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Employers;

/// <summary>Owns one employer; the registry code is an identity key born with it.</summary>
[GrainType("employer")]
internal sealed class EmployerGrain(IEventStore store, EventFormat format) : EventSourcedGrain<Employer, EmployerEvent>(store, format), IEmployerGrain
{
    public Task<Outcome<Versioned<EmployerView>>> Handle(EmployerCommand command, CommandContext context, CancellationToken ct) =>
        RunClaiming(employer => Employer.Decide(employer, command, context), employer => employer.View!, EmployerProblems.AlreadyRegistered, context, ct);

    public Task<Outcome<Versioned<EmployerView>>> Read(CancellationToken ct) =>
        Task.FromResult<Outcome<Versioned<EmployerView>>>(State.View is { } view ? new Versioned<EmployerView>(view, Version) : EmployerProblems.Unknown);

    public Task<Outcome<EmployerContact>> Contact(CancellationToken ct) => Task.FromResult<Outcome<EmployerContact>>(State.Contact is { } contact ? contact : EmployerProblems.Unknown);

    protected override Employer Initial => Employer.Initial;

    protected override Employer Evolve(Employer state, EmployerEvent happened) => Employer.Evolve(state, happened);

    protected override KeyRef KeyFor(Employer after) => new(this.GetPrimaryKeyString(), "contact");

    protected override async ValueTask<IReadOnlyList<StreamAppend>> BornWith(Employer after, IReadOnlyList<EmployerEvent> events, CommandContext context, CancellationToken ct)
    {
        var born = new List<StreamAppend>();
        foreach (var registered in events.OfType<EmployerEvent.Registered>())
            born.Add(await IdentityKeys.Assign(Format, registered.IdentityKey, registered.Employer.ToString(), ct));
        return born;
    }
}
