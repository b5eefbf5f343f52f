using System.Globalization;
using SingleWindow.Core.Applications;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Documents;

/// <summary>Schedules the end of the retention: after the last upload to a draft, after the end of a case. Changed days count for what is scheduled from then on.</summary>
internal sealed class DocumentRetention(DocumentOptions options) : IProjection
{
    public string Name => "document-retention";

    public int Revision => 1;

    public IReadOnlyList<string> Tables => [];

    public string Schema => "";

    public ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct) => happened.Event switch
    {
        ApplicationEvent.OfDocument.Added e => Schedule(happened, views, e.At, options.DraftDays),
        ApplicationEvent.Decided e => Schedule(happened, views, e.At, options.DaysAfter(e.Outcome)),
        ApplicationEvent.Withdrawn e => Schedule(happened, views, e.At, options.WithdrawnDays),
        _ => ValueTask.CompletedTask,
    };

    private static ValueTask Schedule(FeedEvent happened, IViewWriter views, DateTimeOffset at, int days) =>
        views.Schedule($"{happened.Stream}/documents", at.AddDays(days), DocumentExpiry.KindName, happened.Stream, days.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Tells the application that a retention may be over; the application knows whether it is.</summary>
internal sealed class DocumentExpiry(IGrainFactory grains, LegalClock clock) : IDueWorkHandler
{
    public const string KindName = "document-retention";

    public string Kind => KindName;

    public async Task Run(DueWork work, CancellationToken ct)
    {
        var context = Commands.ByHub($"{work.Id}@{work.DueAt:O}", clock.Now > work.DueAt ? clock.Now : work.DueAt);
        var outcome = await grains.GetGrain<IApplicationGrain>(work.Stream.Value)
            .Handle(new ApplicationCommand.OfDocument.Expire(int.Parse(work.Payload!, CultureInfo.InvariantCulture)), context, ct);
        if (outcome.Problem is { } problem) throw new InvalidOperationException($"The end of a retention was refused: {problem.Code}.");
    }
}
