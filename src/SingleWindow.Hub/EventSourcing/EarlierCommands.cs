using SingleWindow.Core.Shared;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.EventSourcing;

/// <summary>Finds what a command made when it came before: commands that create must meet their first creation again.</summary>
internal sealed class EarlierCommands(IEventStore store)
{
    /// <summary>The stream that the command began, or null.</summary>
    public async ValueTask<string?> StreamOf(CommandContext context, CancellationToken ct) => (await store.FindCommand(context.Id, ct))?.Stream.Value;
}
