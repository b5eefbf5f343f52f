using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Feeds;

/// <summary>Something that the clock asks for: a period ended, a record reached its last year, a thing did not happen in time.</summary>
internal sealed record DueWork(string Id, DateTimeOffset DueAt, string Kind, StreamId Stream, string? Payload)
{
    /// <summary>The hub's command that this work is: the same however often it rings, and never stamped before its time.</summary>
    public CommandContext Command(LegalClock clock) => Commands.ByHub($"{Id}@{DueAt:O}", clock.Now > DueAt ? clock.Now : DueAt);
}

/// <summary>
/// Does one kind of due work. It may be called again for work already done, or for work whose reason has just gone: the grain that owns the stream decides,
/// not the row.
/// </summary>
internal interface IDueWorkHandler
{
    string Kind { get; }

    /// <summary>Does the work; completes when it is durable.</summary>
    Task Run(DueWork work, CancellationToken ct);
}
