using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Workers;

/// <summary>
/// Owns one worker. Identity keys are streams born in the same transaction: two registrations of one person cannot both succeed.
/// A merge and a split write to two workers' streams and fence both; the other one is read from the store, for two grains that ask each other wait for ever.
/// </summary>
[GrainType("worker")]
internal sealed class WorkerGrain(IEventStore store, EventFormat format, IdentityAudit audit) : EventSourcedGrain<Worker, WorkerEvent>(store, format), IWorkerGrain
{
    private readonly IEventStore store = store;
    private long otherVersion;

    public async Task<Outcome<Versioned<WorkerView>>> Handle(WorkerCommand command, CommandContext context, CancellationToken ct)
    {
        await CatchUp(ct);
        Worker? other = null;
        if (OtherOf(command) is { } named) (other, otherVersion) = await Other(new(named.ToString()), ct);
        return command is WorkerCommand.Register or WorkerCommand.AddIdentityKey or WorkerCommand.ReserveStay or WorkerCommand.FileDays
            ? await RunClaiming(worker => Worker.Decide(worker, command, context), View, WorkerProblems.IdentifierTaken, context, ct)
            : await Run(worker => Worker.Decide(worker, command, context, other), View, context, ct);
    }

    public async Task<Outcome<Versioned<WorkerView>>> Read(CancellationToken ct)
    {
        await CatchUp(ct);
        return State.IsRegistered ? new Versioned<WorkerView>(View(State), Version) : WorkerProblems.Unknown;
    }

    protected override bool ReadsAtEachCall => true;

    protected override Worker Initial => Worker.Initial;

    protected override Worker Evolve(Worker state, WorkerEvent happened) => Worker.Evolve(state, happened);

    protected override KeyRef KeyFor(Worker after) => KeyOf(after.Id);

    protected override async ValueTask<IReadOnlyList<StreamAppend>> BornWith(Worker after, IReadOnlyList<WorkerEvent> events, CommandContext context, CancellationToken ct)
    {
        var born = new List<StreamAppend>();
        var split = events.OfType<WorkerEvent.Split>().FirstOrDefault();
        foreach (var key in after.IdentityKeys.Except(State.IdentityKeys)) born.Add(await IdentityKeys.Give(store, Format, key, $"{after.Id}", split?.Survivor.ToString(), ct));
        foreach (var key in State.IdentityKeys.Except(after.IdentityKeys)) born.Add(await IdentityKeys.Release(store, Format, key, $"{after.Id}", ct));
        foreach (var happened in events)
        {
            if (OtherOf(happened) is { } other) born.Add(await Beside(other, happened, ct));
            born.AddRange(await audit.Entries(after.Id, happened, context, ct));
        }
        return born;
    }

    // The same event in the other stream, under the other's key.
    private async ValueTask<StreamAppend> Beside(WorkerId other, WorkerEvent happened, CancellationToken ct)
    {
        var stream = new StreamId(other.ToString());
        return new(stream, otherVersion, [await Format.Write(happened, stream, otherVersion + 1, KeyOf(other), ct)]);
    }

    private static WorkerId? OtherOf(WorkerCommand command) => command switch { WorkerCommand.Merge merge => merge.With, WorkerCommand.Split split => split.From, _ => null };

    private static WorkerId? OtherOf(WorkerEvent happened) => happened switch { WorkerEvent.Merged merged => merged.Loser, WorkerEvent.Split split => split.Survivor, _ => null };

    private static KeyRef KeyOf(WorkerId worker) => new(worker.ToString(), "identity");

    private static WorkerView View(Worker worker) => new(
        worker.Id, worker.Name, worker.MergedInto, [.. worker.Merged.Select(merger => merger.Worker)],
        [.. worker.Identities.Select(identity => new IdentityView(identity.Number, identity.Kind, identity.Since))],
        worker.Waiting is { } waiting ? new(waiting.Change, waiting.Other, waiting.Proposal.By, waiting.Proposal.Until) : null, worker.Stays, worker.Filings);
}
