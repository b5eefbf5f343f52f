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

    /// <summary>As first registered, corrected since; null before registration and after erasure.</summary>
    public WorkerName? Name { get; private init; }

    /// <summary>True once registered.</summary>
    public bool IsRegistered { get; private init; }

    /// <summary>The strong identifiers, oldest first.</summary>
    public ImmutableList<KnownIdentity> Identities { get; private init; } = [];

    /// <summary>How many identifiers he ever had: their numbers are not used again.</summary>
    public int Numbered { get; private init; }

    /// <summary>Blind indexes of the strong identifiers.</summary>
    public ImmutableHashSet<string> IdentityKeys => [.. Identities.Select(identity => identity.Key)];

    /// <summary>Who he turned out to be, or null.</summary>
    public WorkerId? MergedInto { get; private init; }

    /// <summary>Who turned out to be he.</summary>
    public ImmutableList<Merger> Merged { get; private init; } = [];

    /// <summary>A change of his identity that waits for a second person.</summary>
    public WaitingChange? Waiting { get; private init; }

    /// <summary>With whom he may be one person; his own id stands for a filing that names another birth date.</summary>
    public ImmutableHashSet<WorkerId> Candidates { get; private init; } = [];

    /// <summary>Days that grants of the last day take.</summary>
    public ImmutableList<ReservedStay> Stays { get; private init; } = [];

    /// <summary>Days for which employers have begun to file in the last day.</summary>
    public ImmutableList<FiledDays> Filings { get; private init; } = [];

    /// <summary>What a command does that concerns him alone.</summary>
    public static Decision<WorkerEvent> Decide(Worker worker, WorkerCommand command, CommandContext context) => Decide(worker, command, context, null);

    /// <summary>What a command does.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="context">By whom and when.</param>
    /// <param name="other">The other worker of a merge or split, as he is now.</param>
    public static Decision<WorkerEvent> Decide(Worker worker, WorkerCommand command, CommandContext context, Worker? other) => (command, worker.IsRegistered) switch
    {
        (WorkerCommand.Register register, false) => new WorkerEvent.Registered(register.Worker, register.IdentityKeys, register.Name, context.At, register.Kinds),
        (WorkerCommand.Register, true) => Decision<WorkerEvent>.Nothing,
        (not null, false) => WorkerProblems.Unknown,
        // What comes after a merge is the survivor's: a split finds the file as it was.
        (WorkerCommand.AddIdentityKey, true) when worker.MergedInto is not null => WorkerProblems.AlreadyMerged,
        (WorkerCommand.AddIdentityKey add, true) => worker.IdentityKeys.Contains(add.IdentityKey)
            ? Decision<WorkerEvent>.Nothing
            : new WorkerEvent.IdentityKeyAdded(add.IdentityKey, context.At, add.Kind),
        (WorkerCommand.ReserveStay, true) when worker.MergedInto is not null => WorkerProblems.AlreadyMerged,
        (WorkerCommand.ReserveStay stay, true) => new WorkerEvent.StayReserved(stay.Application, stay.Scheme, stay.From, stay.To, context.At),
        (WorkerCommand.FileDays, true) when worker.MergedInto is not null => WorkerProblems.AlreadyMerged,
        (WorkerCommand.FileDays file, true) => new WorkerEvent.DaysFiled(file.Application, file.Employer, file.Scheme, file.Days.From, file.Days.To, context.At),
        (WorkerCommand.ReleaseDays release, true) => worker.Filings.Exists(filed => filed.Application == release.Application)
            ? new WorkerEvent.DaysReleased(release.Application, context.At)
            : Decision<WorkerEvent>.Nothing,
        (WorkerCommand.Merge merge, true) => IdentityRules.Merge(worker, merge, context, other),
        (WorkerCommand.Split split, true) => IdentityRules.Split(worker, split, context, other),
        (WorkerCommand.Correct correct, true) => IdentityRules.Correct(worker, correct, context),
        (WorkerCommand.NoteCandidate note, true) => IdentityRules.Note(worker, note, context),
        (WorkerCommand.DismissCandidate dismiss, true) => IdentityRules.Dismiss(worker, dismiss, context),
        _ => throw new UnreachableException(),
    };

    /// <summary>The worker after one more event.</summary>
    public static Worker Evolve(Worker worker, WorkerEvent happened) => happened switch
    {
        WorkerEvent.Registered e => (worker with { Id = e.Worker, Name = e.Name, IsRegistered = true }).With(e.IdentityKeys, e.Kinds, e.At),
        WorkerEvent.IdentityKeyAdded e => worker.With([e.IdentityKey], [e.Kind], e.At),
        WorkerEvent.ChangeProposed e => worker with { Waiting = e.Fingerprint is { } fingerprint ? new(e.Change, e.Other, new(fingerprint, e.By, e.Until)) : null },
        WorkerEvent.Merged e when worker.Id == e.Loser => worker with { MergedInto = e.Survivor, Waiting = null },
        WorkerEvent.Merged e => worker with { Merged = worker.Merged.Add(new(e.Loser, worker.Numbered)), Waiting = null },
        WorkerEvent.Split e when worker.Id == e.Loser =>
            (worker with { MergedInto = null, Waiting = null }).With([.. e.Identities.Select(identity => identity.Key)], [.. e.Identities.Select(identity => identity.Kind)], e.At),
        WorkerEvent.Split e => (worker with { Merged = worker.Merged.RemoveAll(merger => merger.Worker == e.Loser), Waiting = null }).Without([.. e.Identities.Select(identity => identity.Key)]),
        WorkerEvent.Corrected e => (worker with
        {
            Name = e.BirthDate is { } born && worker.Name is { } name ? name with { BirthDate = born } : worker.Name,
            Candidates = worker.Candidates.Remove(e.Worker),
            Waiting = null,
        }).Without(e.Released),
        WorkerEvent.StayReserved e => worker with
        {
            Stays = worker.Stays.RemoveAll(stay => stay.Application == e.Application || !stay.Counts(e.At)).Add(new(e.Application, e.Scheme, e.From, e.To, e.At)),
        },
        WorkerEvent.DaysFiled e => worker with
        {
            Filings = worker.Filings.RemoveAll(filed => filed.Application == e.Application || !filed.Counts(e.At)).Add(new(e.Application, e.Employer, e.Scheme, e.From, e.To, e.At)),
        },
        WorkerEvent.DaysReleased e => worker with { Filings = worker.Filings.RemoveAll(filed => filed.Application == e.Application) },
        WorkerEvent.CandidateNoted e => worker with { Candidates = worker.Candidates.Add(e.Other ?? e.Worker) },
        WorkerEvent.CandidateDismissed e => worker with { Candidates = worker.Candidates.Remove(e.Other ?? e.Worker) },
        _ => throw new UnreachableException(),
    };

    private Worker With(IReadOnlyList<string> keys, IReadOnlyList<string?>? kinds, DateTimeOffset at) => this with
    {
        Identities = Identities.AddRange(keys.Select((key, i) => new KnownIdentity(Numbered + i + 1, key, kinds?.ElementAtOrDefault(i), at))),
        Numbered = Numbered + keys.Count,
    };

    private Worker Without(IReadOnlyList<string> keys) => this with { Identities = Identities.RemoveAll(identity => keys.Contains(identity.Key)) };
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
public abstract partial record WorkerEvent
{
    private WorkerEvent() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>The hub came to know the person, with the blind indexes of the strong identifiers and, in the same order, their kinds.</summary>
    [EventName("worker.registered", 1)]
    public sealed record Registered(WorkerId Worker, IReadOnlyList<string> IdentityKeys, [Personal] WorkerName? Name, DateTimeOffset At, IReadOnlyList<string>? Kinds = null) : WorkerEvent;

    /// <summary>Another strong identifier of the same person.</summary>
    [EventName("worker.identity-key-added", 1)]
    public sealed record IdentityKeyAdded(string IdentityKey, DateTimeOffset At, string? Kind = null) : WorkerEvent;
}

/// <summary>What can be asked of a worker's record.</summary>
[GenerateSerializer, Immutable]
public abstract partial record WorkerCommand
{
    private WorkerCommand() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>Register the person with these identity keys.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Register(WorkerId Worker, IReadOnlyList<string> IdentityKeys, WorkerName Name, IReadOnlyList<string>? Kinds = null) : WorkerCommand;

    /// <summary>Add an identity key.</summary>
    [GenerateSerializer, Immutable]
    public sealed record AddIdentityKey(string IdentityKey, string? Kind = null) : WorkerCommand;
}

/// <summary>A worker, for grains and for himself.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Name">What people call him; null after erasure.</param>
/// <param name="MergedInto">Who he turned out to be.</param>
/// <param name="Merged">Who turned out to be he, directly.</param>
/// <param name="Identities">The strong identifiers; never the codes or numbers.</param>
/// <param name="Waiting">A change of his identity that waits for a second person.</param>
/// <param name="Stays">Days that grants of the last day take.</param>
/// <param name="Filings">Days for which employers have begun to file in the last day.</param>
[GenerateSerializer, Immutable]
public sealed record WorkerView(
    WorkerId Id, WorkerName? Name, WorkerId? MergedInto = null, IReadOnlyList<WorkerId>? Merged = null, IReadOnlyList<IdentityView>? Identities = null, WaitingView? Waiting = null,
    IReadOnlyList<ReservedStay>? Stays = null, IReadOnlyList<FiledDays>? Filings = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>A strong identifier, without what it is.</summary>
/// <param name="Number">To name it in a split or a correction.</param>
/// <param name="Kind">personal-code or document; absent for those that came before kinds were kept.</param>
/// <param name="Since">When the hub came to know it.</param>
[GenerateSerializer, Immutable]
public sealed record IdentityView(int Number, string? Kind, DateTimeOffset Since);

/// <summary>A change that waits for a second person.</summary>
/// <param name="Change">Merge, split or correction.</param>
/// <param name="Other">The other worker, of a merge or split.</param>
/// <param name="By">Client id of who proposed it.</param>
/// <param name="Until">From then on it is forgotten.</param>
[GenerateSerializer, Immutable]
public sealed record WaitingView(IdentityChange Change, WorkerId? Other, string By, DateTimeOffset Until);

/// <summary>Refusals about workers.</summary>
public static class WorkerProblems
{
    /// <summary>Unknown, or not the caller.</summary>
    public static readonly Problem Unknown = new("WRK-00001", 404, "There is no such worker");

    /// <summary>Someone was registered with one of the identifiers at the same moment; look again.</summary>
    public static readonly Problem IdentifierTaken = new("WRK-00002", 409, "An identifier belongs to a worker already");

    /// <summary>Two different workers are merged.</summary>
    public static readonly Problem Himself = new("WRK-00003", 422, "A worker is not merged with himself");

    /// <summary>The other worker is unknown.</summary>
    public static readonly Problem UnknownOther = new("WRK-00004", 422, "The other worker is not known");

    /// <summary>One of them is another's already: only those who stand for themselves are merged or corrected.</summary>
    public static readonly Problem AlreadyMerged = new("WRK-00005", 409, "The worker has been merged into another already");

    /// <summary>Only what was merged is split.</summary>
    public static readonly Problem NotMerged = new("WRK-00006", 409, "The worker has not been merged into that one");

    /// <summary>Nothing is known of an erased person that could be merged, split or corrected.</summary>
    public static readonly Problem Erased = new("WRK-00007", 409, "The data of one of the workers have been erased");

    /// <summary>Members of the change break a rule.</summary>
    public static readonly Problem Invalid = new("WRK-00008", 422, "The change of an identity breaks a rule");

    /// <summary>Nobody noted it, or it is settled.</summary>
    public static readonly Problem NoCandidate = new("WRK-00009", 409, "There is no such merge candidate");

    /// <summary>The address reaches others too.</summary>
    public static readonly Problem ContactNotOwn = new("CTC-00001", 422, "The worker needs a contact address of his own");
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
