using System.Diagnostics.CodeAnalysis;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Feeds;

/// <summary>The right of this node to do something that the installation does once.</summary>
/// <param name="name">What.</param>
/// <param name="fence">Higher each time somebody takes it; null where there is nobody to fence off.</param>
[SuppressMessage("Design", "CA1001", Justification = "A source without timers and handles holds nothing.")]
internal sealed class Lease(string name, long? fence)
{
    private readonly CancellationTokenSource over = new();

    public string Name => name;

    /// <summary>The number that <see cref="Guard"/> checks; null where there is nobody to fence off.</summary>
    public long? Fence => fence;

    /// <summary>Cancelled when this node has it no more. Only a hint, for the process may be frozen when that happens: what counts is <see cref="Guard"/>.</summary>
    public CancellationToken Over => over.Token;

    /// <summary>Makes the transaction fail when another node has taken the lease, and keeps others from taking it until the transaction ends.</summary>
    public ValueTask Guard(IViewWriter writer) => fence is { } held ? writer.Execute("call cluster.hold_lease($1, $2)", name, held) : ValueTask.CompletedTask;

    /// <summary>This node has it no more.</summary>
    public void End() => over.Cancel();
}
