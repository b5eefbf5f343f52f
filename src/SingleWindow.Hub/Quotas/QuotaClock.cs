using SingleWindow.Core.Applications;
using SingleWindow.Core.Quotas;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Quotas;

/// <summary>Looks after places whose application never said that it has them: the book is written first, and a crash can come between.</summary>
internal sealed class QuotaDeadlines : IProjection
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Name => "quota-deadlines";

    public IReadOnlyList<Type> Follows => [typeof(QuotaEvent), typeof(ApplicationEvent.OfQuota)];

    public int Revision => 1;

    public IReadOnlyList<string> Tables => [];

    public string Schema => "";

    public ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct) => happened.Event switch
    {
        QuotaEvent.Reserved e => Schedule(views, happened.Stream, e.Application.ToString(), e.At),
        QuotaEvent.Queued e => Schedule(views, happened.Stream, e.Application.ToString(), e.At),
        ApplicationEvent.OfQuota.QuotaEntered e => views.Cancel(Id(new QuotaKey(e.Quota, e.Year).ToString(), happened.Stream.Value)),
        _ => ValueTask.CompletedTask,
    };

    private static ValueTask Schedule(IViewWriter views, StreamId book, string application, DateTimeOffset at) =>
        views.Schedule(Id(book.Value, application), at + Patience, QuotaClock.KindName, new(application), book.Value);

    private static string Id(string book, string application) => $"quota/{book}/{application}";
}

/// <summary>Asks the application whether it has the place; the application gives back what it does not know of.</summary>
internal sealed class QuotaClock(IGrainFactory grains, LegalClock clock) : IDueWorkHandler
{
    public const string KindName = "quota";

    public string Kind => KindName;

    public async Task Run(DueWork work, CancellationToken ct)
    {
        var outcome = await grains.GetGrain<IApplicationGrain>(work.Stream.Value).CheckQuota(QuotaKey.Parse(work.Payload!), Commands.ByHub($"{work.Id}@{work.DueAt:O}", clock.Now), ct);
        if (outcome.Problem is { } problem) throw new InvalidOperationException($"A place could not be looked after: {problem.Code}.");
    }
}
