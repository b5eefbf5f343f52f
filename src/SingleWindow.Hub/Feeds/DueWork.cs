using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Feeds;

/// <summary>Something that the clock asks for: a period ended, a record reached its last year, a thing did not happen in time.</summary>
internal sealed record DueWork(string Id, DateTimeOffset DueAt, string Kind, StreamId Stream, string? Payload);

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
