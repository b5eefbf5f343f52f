using System.Collections.Concurrent;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Http;

/// <summary>The commands that this node is working on: the same key twice at the same moment is told to wait. Across nodes the store's command id decides.</summary>
internal sealed class InFlight
{
    private readonly ConcurrentDictionary<string, bool> running = new();

    public bool TryEnter(CommandId id) => running.TryAdd(id.Value, true);

    public void Leave(CommandId id) => running.TryRemove(id.Value, out _);
}
