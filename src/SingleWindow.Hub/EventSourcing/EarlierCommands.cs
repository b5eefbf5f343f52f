using SingleWindow.Core.Shared;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.EventSourcing;

/// <summary>Finds what a command made when it came before: commands that create must meet their first creation again.</summary>
internal sealed class EarlierCommands(IEventStore store)
{
    /// <summary>The stream that the command began, or null.</summary>
    public async ValueTask<string?> StreamOf(CommandContext context, CancellationToken ct) => (await store.FindCommand(context.Id, ct))?.Stream.Value;

    /// <summary>True when the command wrote the event that led to this version: who repeats it hears what it did the first time.</summary>
    public async ValueTask<bool> Wrote(StreamId stream, long version, CommandContext context, CancellationToken ct) =>
        await store.ReadStream(stream, version - 1, version, ct) is [{ Command: var by }] && by == context.Id;
}
