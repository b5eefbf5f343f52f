using System.Globalization;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Documents;

/// <summary>Schedules the end of the retention of applications and their documents: after the last change of a draft, after the end of a case. Changed days count for what is scheduled from then on.</summary>
internal sealed class DocumentRetention(DocumentOptions options) : IProjection
{
    // A case can be discontinued after a grant, and an appeal says nothing about what was decided: each possible end has a clock, and the application knows which one counts.
    private static readonly ApplicationStatus[] Grants = [ApplicationStatus.Granted, ApplicationStatus.GrantedWithConditions];
    private static readonly ApplicationStatus[] Discontinued = [ApplicationStatus.Discontinued, .. Grants];
    private static readonly ApplicationStatus[] Decided = [ApplicationStatus.Refused, ApplicationStatus.NotReviewed, ApplicationStatus.InadmissibleQuota, .. Grants];

    public string Name => "document-retention";

    public IReadOnlyList<Type> Follows => [typeof(ApplicationEvent)];

    public int Revision => 2;

    public IReadOnlyList<string> Tables => [];

    public string Schema => "";

    public ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct) => happened.Event switch
    {
        ApplicationEvent.Drafted e => Schedule(happened, views, e.At, options.DraftDays),
        ApplicationEvent.DraftSaved e => Schedule(happened, views, e.At, options.DraftDays),
        ApplicationEvent.OfDocument.Added e => Schedule(happened, views, e.At, options.DraftDays),
        ApplicationEvent.Decided e => Schedule(happened, views, e.At, options.DaysAfter(e.Outcome)),
        ApplicationEvent.Withdrawn e => Schedule(happened, views, e.At, options.WithdrawnDays),
        ApplicationEvent.Discontinued e => ScheduleEach(happened, views, e.At, Discontinued),
        ApplicationEvent.AppealDecided e => ScheduleEach(happened, views, e.At, Decided),
        _ => ValueTask.CompletedTask,
    };

    private static ValueTask Schedule(FeedEvent happened, IViewWriter views, DateTimeOffset at, int days) =>
        views.Schedule($"{happened.Stream}/documents", at.AddDays(days), DocumentExpiry.KindName, happened.Stream, new Retention(days).ToString());

    private async ValueTask ScheduleEach(FeedEvent happened, IViewWriter views, DateTimeOffset at, ApplicationStatus[] ends)
    {
        foreach (var end in ends)
            await views.Schedule($"{happened.Stream}/documents/{WireName.Of(end)}", at.AddDays(options.DaysAfter(end)), DocumentExpiry.KindName, happened.Stream, new Retention(options.DaysAfter(end), end).ToString());
    }
}

/// <summary>What a clock was set to: so many days, and after which end. Stored as <c>1095</c> or <c>1095 Refused</c>.</summary>
internal readonly record struct Retention(int Days, ApplicationStatus? After = null)
{
    public static Retention Parse(string text) => text.Split(' ') is [var days, var end] ? new(Number(days), Enum.Parse<ApplicationStatus>(end)) : new(Number(text));

    public override string ToString() => After is { } end ? string.Create(CultureInfo.InvariantCulture, $"{Days} {end}") : Days.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>Tells the application that a retention may be over; the application knows whether it is.</summary>
internal sealed class DocumentExpiry(IGrainFactory grains, LegalClock clock) : IDueWorkHandler
{
    public const string KindName = "document-retention";

    public string Kind => KindName;

    public async Task Run(DueWork work, CancellationToken ct)
    {
        var context = work.Command(clock);
        var retention = Retention.Parse(work.Payload!);
        var outcome = await grains.GetGrain<IApplicationGrain>(work.Stream.Value).Handle(new ApplicationCommand.Expire(retention.Days, retention.After), context, ct);
        if (outcome.Problem is { } problem) throw new InvalidOperationException($"The end of a retention was refused: {problem.Code}.");
    }
}
