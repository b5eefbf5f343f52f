using System.Collections.Immutable;
using System.Diagnostics;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Workers;

/// <summary>Who is reached at one contact address. It is known by a blind index only; a worker is in it while an application of his names the address.</summary>
public sealed record ContactBook
{
    /// <summary>How many workers may share an address: a family does, a labour broker's "address for everybody" is refused.</summary>
    public const int MostWorkers = 3;

    /// <summary>Before anybody named it.</summary>
    public static readonly ContactBook Initial = new();

    /// <summary>By which cause each worker is in it: ids of applications.</summary>
    public ImmutableDictionary<WorkerId, ImmutableHashSet<string>> Workers { get; private init; } = ImmutableDictionary<WorkerId, ImmutableHashSet<string>>.Empty;

    /// <summary>What a command does.</summary>
    public static Decision<ContactEvent> Decide(ContactBook book, ContactCommand command, CommandContext context) => command switch
    {
        ContactCommand.Claim claim when book.Has(claim.Worker, claim.Cause) => Decision<ContactEvent>.Nothing,
        ContactCommand.Claim claim when !book.Workers.ContainsKey(claim.Worker) && book.Workers.Count >= MostWorkers => WorkerProblems.ContactNotOwn,
        ContactCommand.Claim claim => new ContactEvent.Claimed(claim.Worker, claim.Cause, context.At),
        ContactCommand.Release release => book.Has(release.Worker, release.Cause) ? new ContactEvent.Released(release.Worker, release.Cause, context.At) : Decision<ContactEvent>.Nothing,
        _ => throw new UnreachableException(),
    };

    /// <summary>The book after one more event.</summary>
    public static ContactBook Evolve(ContactBook book, ContactEvent happened) => happened switch
    {
        ContactEvent.Claimed e => book with { Workers = book.Workers.SetItem(e.Worker, book.Causes(e.Worker).Add(e.Cause)) },
        ContactEvent.Released e => book.Causes(e.Worker).Remove(e.Cause) is { IsEmpty: false } left
            ? book with { Workers = book.Workers.SetItem(e.Worker, left) }
            : book with { Workers = book.Workers.Remove(e.Worker) },
        _ => throw new UnreachableException(),
    };

    private bool Has(WorkerId worker, string cause) => Causes(worker).Contains(cause);

    private ImmutableHashSet<string> Causes(WorkerId worker) => Workers.GetValueOrDefault(worker) ?? [];
}

/// <summary>What can happen to a contact address.</summary>
public abstract record ContactEvent
{
    private ContactEvent() { }

    /// <summary>A worker gives it as his own.</summary>
    [EventName("contact.claimed", 1)]
    public sealed record Claimed(WorkerId Worker, string Cause, DateTimeOffset At) : ContactEvent;

    /// <summary>What he gave it for did not come about.</summary>
    [EventName("contact.released", 1)]
    public sealed record Released(WorkerId Worker, string Cause, DateTimeOffset At) : ContactEvent;
}

/// <summary>What can be asked of a contact address.</summary>
[GenerateSerializer, Immutable]
public abstract record ContactCommand
{
    private ContactCommand() { }

    /// <summary>Give it as the worker's own, because of an application.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Claim(WorkerId Worker, string Cause) : ContactCommand;

    /// <summary>Take that back.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Release(WorkerId Worker, string Cause) : ContactCommand;
}

/// <summary>How many workers are reached at a contact address.</summary>
[GenerateSerializer, Immutable]
public sealed record ContactView(int Workers);

/// <summary>Owns one contact address. Key: <c>cnt_</c> and its blind index.</summary>
[GrainInterfaceType("sw.contact")]
public interface IContactGrain : IGrainWithStringKey
{
    /// <summary>Runs a command.</summary>
    [Alias("Handle")] Task<Outcome<Versioned<ContactView>>> Handle(ContactCommand command, CommandContext context, CancellationToken ct);
}
