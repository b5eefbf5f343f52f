using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Workers;

/// <summary>Owns one worker. Identity keys are streams born in the same transaction: two registrations of one person cannot both succeed.</summary>
[GrainType("worker")]
internal sealed class WorkerGrain(IEventStore store, EventFormat format) : EventSourcedGrain<Worker, WorkerEvent>(store, format), IWorkerGrain
{
    public Task<Outcome<Versioned<WorkerView>>> Handle(WorkerCommand command, CommandContext context, CancellationToken ct) =>
        RunClaiming(worker => Worker.Decide(worker, command, context), View, WorkerProblems.IdentifierTaken, context, ct);

    public Task<Outcome<Versioned<WorkerView>>> Read(CancellationToken ct) =>
        Task.FromResult<Outcome<Versioned<WorkerView>>>(State.IsRegistered ? new Versioned<WorkerView>(View(State), Version) : WorkerProblems.Unknown);

    protected override Worker Initial => Worker.Initial;

    protected override Worker Evolve(Worker state, WorkerEvent happened) => Worker.Evolve(state, happened);

    protected override KeyRef KeyFor(Worker after) => new(after.Id.ToString(), "identity");

    protected override async ValueTask<IReadOnlyList<StreamAppend>> BornWith(Worker after, IReadOnlyList<WorkerEvent> events, CommandContext context, CancellationToken ct)
    {
        var born = new List<StreamAppend>();
        foreach (var key in after.IdentityKeys.Except(State.IdentityKeys)) born.Add(await IdentityKeys.Assign(Format, key, after.Id.ToString(), ct));
        return born;
    }

    private static WorkerView View(Worker worker) => new(worker.Id, worker.Name);
}
