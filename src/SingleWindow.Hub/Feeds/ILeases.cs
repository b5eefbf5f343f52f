using System.Collections.Concurrent;

namespace SingleWindow.Hub.Feeds;

/// <summary>Who of all nodes does what is done once: feed consumers, kinds of due work, pumps.</summary>
internal interface ILeases
{
    /// <summary>True when no other process can have a hand in the store.</summary>
    bool IsAlone { get; }

    /// <summary>The lease with this name while this node holds it, else null. To ask is to want it: it is given as soon as it is free.</summary>
    Lease? Held(string name);

    /// <summary>Completes when this node holds it.</summary>
    Task<Lease> Take(string name, CancellationToken ct);
}

/// <summary>A process that is alone holds everything at once and for ever.</summary>
internal sealed class SoleLeases : ILeases
{
    private readonly ConcurrentDictionary<string, Lease> leases = [];

    public bool IsAlone => true;

    public Lease Held(string name) => leases.GetOrAdd(name, static name => new(name, null));

    public Task<Lease> Take(string name, CancellationToken ct) => Task.FromResult(Held(name));
}
