using System.Collections.Immutable;
using System.Diagnostics;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Workers;

/// <summary>A person who works, or wants to. Known by strong identifiers; name and birth date alone never identify (architecture, identity of workers).</summary>
public sealed record Worker
{
    /// <summary>Before registration.</summary>
    public static readonly Worker Initial = new();

    /// <summary>Opaque id.</summary>
    public WorkerId Id { get; private init; }

    /// <summary>As first registered; null before registration and after erasure.</summary>
    public WorkerName? Name { get; private init; }

    /// <summary>True once registered.</summary>
    public bool IsRegistered { get; private init; }

    /// <summary>Blind indexes of the strong identifiers.</summary>
    public ImmutableHashSet<string> IdentityKeys { get; private init; } = [];

    /// <summary>What a command does.</summary>
    public static Decision<WorkerEvent> Decide(Worker worker, WorkerCommand command, CommandContext context) => (command, worker.IsRegistered) switch
    {
        (WorkerCommand.Register register, false) => new WorkerEvent.Registered(register.Worker, register.IdentityKeys, register.Name, context.At),
        (WorkerCommand.Register, true) => Decision<WorkerEvent>.Nothing,
        (WorkerCommand.AddIdentityKey add, true) => worker.IdentityKeys.Contains(add.IdentityKey)
            ? Decision<WorkerEvent>.Nothing
            : new WorkerEvent.IdentityKeyAdded(add.IdentityKey, context.At),
        (WorkerCommand.AddIdentityKey, false) => WorkerProblems.Unknown,
        _ => throw new UnreachableException(),
    };

    /// <summary>The worker after one more event.</summary>
    public static Worker Evolve(Worker worker, WorkerEvent happened) => happened switch
    {
        WorkerEvent.Registered e => worker with { Id = e.Worker, Name = e.Name, IsRegistered = true, IdentityKeys = [.. e.IdentityKeys] },
        WorkerEvent.IdentityKeyAdded e => worker with { IdentityKeys = worker.IdentityKeys.Add(e.IdentityKey) },
        _ => throw new UnreachableException(),
    };
}

/// <summary>What people call a worker.</summary>
/// <param name="GivenNames">Given names; null for people who have one name (ICAO Doc 9303: only the primary identifier is mandatory).</param>
/// <param name="FamilyName">Family name.</param>
/// <param name="BirthDate">Birth date.</param>
/// <param name="Citizenships">ISO 3166-1 alpha-3 codes.</param>
[GenerateSerializer, Immutable]
public sealed record WorkerName(string? GivenNames, string FamilyName, DateOnly BirthDate, IReadOnlyList<string> Citizenships)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>What can happen to a worker.</summary>
public abstract record WorkerEvent
{
    private WorkerEvent() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>The hub came to know the person, with the blind indexes of the strong identifiers.</summary>
    [EventName("worker.registered", 1)]
    public sealed record Registered(WorkerId Worker, IReadOnlyList<string> IdentityKeys, [Personal] WorkerName? Name, DateTimeOffset At) : WorkerEvent;

    /// <summary>Another strong identifier of the same person.</summary>
    [EventName("worker.identity-key-added", 1)]
    public sealed record IdentityKeyAdded(string IdentityKey, DateTimeOffset At) : WorkerEvent;
}

/// <summary>What can be asked of a worker's record.</summary>
[GenerateSerializer, Immutable]
public abstract record WorkerCommand
{
    private WorkerCommand() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>Register the person with these identity keys.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Register(WorkerId Worker, IReadOnlyList<string> IdentityKeys, WorkerName Name) : WorkerCommand;

    /// <summary>Add an identity key.</summary>
    [GenerateSerializer, Immutable]
    public sealed record AddIdentityKey(string IdentityKey) : WorkerCommand;
}

/// <summary>A worker, for grains and for himself.</summary>
[GenerateSerializer, Immutable]
public sealed record WorkerView(WorkerId Id, WorkerName? Name);

/// <summary>Refusals about workers.</summary>
public static class WorkerProblems
{
    /// <summary>Unknown, or not the caller.</summary>
    public static readonly Problem Unknown = new("WRK-00001", 404, "There is no such worker");

    /// <summary>Someone was registered with one of the identifiers at the same moment; look again.</summary>
    public static readonly Problem IdentifierTaken = new("WRK-00002", 409, "An identifier belongs to a worker already");
}

/// <summary>Owns one worker's stream. Key: the worker's id.</summary>
[GrainInterfaceType("sw.worker")]
public interface IWorkerGrain : IGrainWithStringKey
{
    /// <summary>Runs a command.</summary>
    [Alias("Handle")] Task<Outcome<Versioned<WorkerView>>> Handle(WorkerCommand command, CommandContext context, CancellationToken ct);

    /// <summary>The worker.</summary>
    [Alias("Read"), Orleans.Concurrency.ReadOnly] Task<Outcome<Versioned<WorkerView>>> Read(CancellationToken ct);
}
