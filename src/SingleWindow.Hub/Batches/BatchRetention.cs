using SingleWindow.Core.Batches;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Batches;

/// <summary>Schedules the end of what is kept of the rows. Changed days count for what ends from then on.</summary>
internal sealed class BatchRetention(BatchOptions options) : IProjection
{
    public string Name => "batch-retention";

    public IReadOnlyList<Type> Follows => [typeof(BatchEvent)];

    public int Revision => 1;

    public IReadOnlyList<string> Tables => [];

    public string Schema => "";

    public ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct) => happened.Event switch
    {
        BatchEvent.Cancelled e => Schedule(happened, views, e.At),
        BatchEvent.Finished e => Schedule(happened, views, e.At),
        _ => ValueTask.CompletedTask,
    };

    private ValueTask Schedule(FeedEvent happened, IViewWriter views, DateTimeOffset at) =>
        views.Schedule($"{happened.Stream}/rows", at.AddDays(options.RetentionDays), BatchExpiry.KindName, happened.Stream);
}

/// <summary>Destroys the rows of a batch when their time is over.</summary>
internal sealed class BatchExpiry(IGrainFactory grains, LegalClock clock) : IDueWorkHandler
{
    public const string KindName = "batch-retention";

    public string Kind => KindName;

    public Task Run(DueWork work, CancellationToken ct) =>
        grains.GetGrain<IBatchGrain>(work.Stream.Value).DestroyRows(Commands.ByHub(work.Id, clock.Now), ct);
}
