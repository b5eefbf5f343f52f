using SingleWindow.Core.Batches;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Batches;

/// <summary>The read model of batches: whose they are, and which of them still run.</summary>
internal sealed class BatchIndex : IProjection
{
    public string Name => "batches";

    public IReadOnlyList<Type> Follows => [typeof(BatchEvent)];

    public int Revision => 1;

    public IReadOnlyList<string> Tables => ["batches"];

    public string Schema => """
        CREATE TABLE batches (
          id TEXT PRIMARY KEY, employer TEXT NOT NULL, scheme TEXT NOT NULL, state TEXT NOT NULL, received BIGINT NOT NULL, submitted BIGINT, refused BIGINT, received_at BIGINT NOT NULL, ended_at BIGINT);
        CREATE INDEX batches_by_employer ON batches (employer, id);
        CREATE INDEX batches_by_end ON batches (ended_at, received_at);
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct) => await (happened.Event switch
    {
        BatchEvent.Received e => views.Execute(
            "INSERT INTO batches (id, employer, scheme, state, received, received_at) VALUES ($1, $2, $3, 'running', $4, $5)", e.Batch.ToString(), e.Employer.ToString(), e.Scheme, e.Rows, e.At),
        BatchEvent.Cancelled e => End(happened, views, BatchState.Cancelled, e.Counts, e.At),
        BatchEvent.Finished e => End(happened, views, BatchState.Finished, e.Counts, e.At),
        _ => ValueTask.CompletedTask,
    });

    private static ValueTask End(FeedEvent happened, IViewWriter views, BatchState state, BatchCounts counts, DateTimeOffset at) =>
        views.Execute("UPDATE batches SET state = $2, submitted = $3, refused = $4, ended_at = $5 WHERE id = $1", happened.Stream.Value, WireName.Of(state), counts.Submitted, counts.Refused, at);
}
